"""The help texts in Arabic."""

HELP = {
    "export": """يصدّر المقال إلى PDF وDOCX وEPUB وHTML: من اليمين إلى اليسار، والخطوط في داخل الملف،
ويُقرأ كل ملف بعد صنعه ويقابَل بالمقال كلمةً كلمة قبل تسليمه.""",
    "export usage": "export ARTICLE... [--pdf] [--docx] [--epub] [--html] [--preview] [--bundle] [--all] [-o PLACE]",
    "export examples": """أمثلة:
  export article.yml --pdf                ملف PDF في المجلد الحالي باسم المقال
  export article.yml --all -o out         كل الصيغ في المجلد out
  export news/ --docx -o out              كل مقالات المجلد، ولا يعاد تصدير ما لم يتغير
  export article.yml --pdf -o - | lp      إلى الطابعة مباشرة
  export edition.yml --epub               عدد من عدة مقالات في كتاب واحد

أوامر أخرى (ولكل منها --help):
  export check ARTICLE...    يذكر ما في المقال من أخطاء ولا يكتب شيئًا
  export read DOCX           يعيد مستند Word مقالًا
  export restore BAG         يُخرج المقال من حقيبته ويصنع صيغه من جديد
  export diff BAG BAG        ما تغيّر بين نسختين
  export lint ARTICLE...     يذكر أين تخالف المقالات أسلوب الدار، ويصلحها
  export verify BAG...       يذكر هل حقائب الأرشيف كاملة لم تتغير وصادقة
  export catalog DIR         يصنع صفحة للبحث في حقائب الأرشيف، وجداول بها
  export watch IN OUT        يصدّر كل مقال يوضع في مجلد
  export new FOLDER          يبدأ مقالًا جديدًا يشرح كل حقل فيه، أو قالبًا من عندكم
  export fonts               الخطوط المرفقة
  export schema              مخطط JSON الذي يكمل به المحرر حقول article.yml ويدققها
  export shell-init SHELL    ليعمل الأمر export article.yml في bash وzsh وfish

رموز الخروج: 0 تم؛ 1 وجد check أو lint أو verify أو diff شيئًا؛ 2 خطأ في سطر الأوامر؛ 3 خطأ في المقال؛
4 تعذر التصدير؛ 5 تعذر بعض المقالات؛ 130 قُطع العمل.

كلمة export من أوامر الصدفة أيضًا، والبرنامج نفسه متاح باسم exporter في كل صدفة.""",
    "what": "المطلوب",
    "articles": "ملف article.yml أو article.json، أو edition.yml الذي يجمع مقالات في ملف واحد",
    "--retry": "مقالات من قائمة، لكل مقال سطر، كالتي يكتبها ‎--failed",
    "formats": "الصيغ",
    "--pdf": "ملف PDF موسوم ميسّر (PDF/UA-1)",
    "--docx": "مستند Word يُفتح ويُحرر من اليمين إلى اليسار",
    "--epub": "كتاب EPUB 3 للقارئات الإلكترونية",
    "--html": "ملف HTML واحد فيه الخطوط والصور",
    "--preview": "صفحات ملف PDF على لوحة واحدة للنظر (PNG)، ولا تدخل في ‎--all",
    "--bundle": "حقيبة للأرشيف (BagIt) فيها المصدر والصيغ كلها والبيانات الوصفية، ولا تدخل في ‎--all",
    "--all": "كل الصيغ",
    "look": "المظهر",
    "--layout": "مظهر الصفحة: article (A4) أو newspaper (أعمدة) أو proof (بروفة) أو archive (للأرشيف) أو قالب من عندكم",
    "--templates": "مجلد قوالب من عندكم، تُختار بـ‎--layout مع القوالب المرفقة",
    "--pdf-for": "غرض ملف PDF: ‏screen للشاشة والمكتب والأرشيف (الأصل)، أو press للمطبعة: أحبار وزيادة قص وعلامات",
    "--fit": "اجعل النص يملأ صفحات (2p) أو صندوق أعمدة (3x120mm أو 2x400pt أو 1x60lines) ضمن حدود القالب",
    "--spreads": "صفحتان متقابلتان في كل ورقة كما تُرى الجريدة مفتوحة، والأولى وحدها",
    "--paper": "ورق الجريدة: tabloid (الأصل) أو berliner أو broadsheet أو a3، أو العرض×الارتفاع بالمليمترات",
    "--columns": "أعمدة صفحة الجريدة، من 3 إلى 8؛ والأصل ما يناسب الورق",
    "--docx-fonts": "خطوط ملف DOCX: كاملة whole (الأصل)، أو مقتطعة subset لنسخ لا يحررها أحد",
    "--reference": "ملف docx. من عندكم، يأخذ DOCX أنماطه وصفحته وترويسته وخطوطه",
    "--cover": "صورة لغلاف كتاب EPUB بدل الغلاف المرسوم",
    "--ingested": "وقت إيداع الحقيبة في الأرشيف، مثل 2026-03-01T09:00:00+02:00، والأصل وقت المقال نفسه",
    "--previous": "حقيبة النسخة السابقة، فتذكرها هذه الحقيبة بمعرّفها وبصمتها",
    "output": "الحفظ",
    "-o": "مجلد أو اسم ملف، أو عنوان أحدهما (s3://...)، أو - للخرج القياسي؛ والأصل المجلد الحالي",
    "--break-embargo": "تصدير المقال قبل موعد نشره (published)، على مسؤوليتك",
    "many": "المقالات الكثيرة: يصح مكان ARTICLE مجلد أو نمط، أو - لأسماء من الدخل القياسي",
    "-j": "عدد ما يُصدَّر منها في وقت واحد، والأصل بعدد الأنوية كلها",
    "--force export": "تصدير ما لم يتغير أيضًا منذ تصديره إلى هذا المجلد",
    "--failed": "كتابة أسماء المقالات التي تعذر تصديرها، أو تركها عمل قوطع، في ملف",
    "--time-limit": "أطول مدة للمقال الواحد بالثواني، والأصل 300",
    "--memory-limit": "أكبر ذاكرة للمقال الواحد بالميغابايت، والأصل 2000",
    "--cluster": "التصدير على أجهزة عنقود Dask، مثل tcp://10.0.0.5:8786",
    "common": "الرسائل",
    "--json": "النتائج والملاحظات بصيغة JSON في الخرج القياسي",
    "--lang": "لغة الرسائل، والأصل لغة النظام",
    "--help": "عرض هذه المساعدة",
    "--version": "عرض رقم الإصدار",
    "check": "يفحص المقالات ويذكر ما فيها من أخطاء، ولا يكتب شيئًا.",
    "check usage": "export check ARTICLE... [--layout NAME] [--paper SIZE] [--columns COUNT] [--fit TARGET] [--json]",
    "check --fit": "اذكر بكم من الأسطر والكلمات يزيد النص أو ينقص عن صفحات (2p) أو صندوق أعمدة (3x120mm)",
    "check examples": """رمز الخروج 0: لا أخطاء؛ 1: أخطاء أو تنبيهات.

مثال:
  export check news/*/article.yml""",
    "read": """يحوّل مستند Word إلى مقال: مستندًا خرج من هنا ثم حُرّر، أو مستندًا كتبه مراسل.
ويُذكر كل ما خُمّن وكل ما تعذر حفظه.""",
    "read usage": "export read DOCX [-o PLACE] [--changes accept|reject] [-f]",
    "read examples": """أمثلة:
  export read edited.docx -o article.yml            المقال وصوره بجانبه
  export read edited.docx --changes reject -o was   النص قبل التعديلات المتعقَّبة في المجلد was
  export read edited.docx -o - | less               المقال وحده""",
    "document": "مستند Word ‏(‎.docx)",
    "--changes": "مصير التعديلات المتعقَّبة: accept قبولها (وهو الأصل) أو reject رفضها",
    "read -o": "ملف article.yml أو مجلد، أو - للخرج القياسي؛ والأصل مجلد باسم المقال",
    "--force": "يكتب فوق مقال أو صور موجودة من قبل",
    "restore": """يُخرج مجلد المقال من الحقيبة بايتًا ببايت، ويصنع صيغه من جديد من المصدر الذي فيها.
وما خرج منها على غير ما في الحقيبة ذُكر معه ما تغيّر بعدها: البرامج أو الخطوط أو القالب.""",
    "restore usage": "export restore BAG [-o FOLDER] [-f]",
    "restore examples": """في المجلد FOLDER: ‏<slug>/ مجلد المقال، وrenditions/ ما صُنع الآن، وmade-with/

رمز الخروج 0: خرجت الصيغ كلها كما في الحقيبة؛ 1: خرج بعضها على غيره؛ 3: خطأ في الحقيبة أو في مقالها.

مثال:
  export restore tram.bag.zip -o tram""",
    "bag": "حقيبة: ملف ‎.bag.zip أو مجلده المفكوك أو رابط أحدهما",
    "restore -o": "المجلد، والأصل مجلد باسم الحقيبة",
    "restore --force": "يكتب فوق ملفات أخرى موجودة من قبل",
    "diff": """يذكر ما تغيّر بين حقيبتين لمقال واحد: الحقول وكلمات المتن والصور والتصويبات،
وهل تذكر الثانية الأولى نسخةً سابقة لها.""",
    "diff usage": "export diff BAG BAG [--json]",
    "diff examples": """رمز الخروج 0: لم يتغير شيء؛ 1: تغيّر شيء.

مثال:
  export diff archive/tram.bag.zip tram.bag.zip""",
    "older": "حقيبة النسخة السابقة",
    "newer": "حقيبة النسخة اللاحقة",
    "lint": "يذكر أين يخالف المقال أسلوب الدار، ومع ‎--fix يصلح ملفه مع بقاء ترتيبه وتعليقاته.",
    "lint usage": "export lint ARTICLE... --house HOUSE [--fix] [--json]",
    "lint examples": """رمز الخروج 0: لا مخالفة أو أُصلحت كلها؛ 1: بقيت مخالفات.

أمثلة:
  export lint news/*/article.yml --house gulf
  export lint article.yml --house house.toml --fix""",
    "--house": "أسلوب دار: egypt أو gulf أو maghreb، أو ملف house.toml لك",
    "--fix": "إصلاح ملفات المقالات",
    "verify": """يذكر هل الحقائب كاملة لم تتغير وصادقة: مجاميع كل ملف، وسلامة كل نسخة، ومطابقة كلماتها لكلمات المصدر
الذي في الحقيبة. ولا يفك شيئًا بجانبها ولا يكتب شيئًا.""",
    "verify usage": "export verify BAG... [-j N] [--resume FILE] [--json]",
    "verify examples": """رمز الخروج 0: كلها سليمة؛ 1: بعضها غير سليم؛ 3: تعذرت قراءة الحقيبة؛ 5: تعذرت قراءة بعضها.

أمثلة:
  export verify tram-line-opens.bag.zip
  export verify archive/                           كل حقيبة تحت المجلد
  export verify s3://archive/2026/ --json          مستند JSON في كل سطر، وآخرها للجميع
  export verify archive/ --resume march.verified   يتابع من حيث توقف""",
    "bags": "ملف ‎.bag.zip أو مجلده مفكوكًا، أو مجلد فيه حقائب، أو عنوان أي منها (s3://...)",
    "verify -j": "عدد ما يُفحص منها في وقت واحد، والأصل بعدد الأنوية كلها",
    "--resume": "يحفظ في هذا الملف أسماء الحقائب السليمة، ويترك منها ما لم يُكتب من جديد",
    "catalog": """يصنع فهرسًا للحقائب التي في مجلد: صفحة للبحث فيها بأي متصفح بلا شبكة، وجدول CSV، وJSON Lines،
وقاعدة بيانات SQLite. وإذا أعدت صنعه لم يقرأ إلا الجديد وما تغير.
ولغة الصفحة لغة أكثر المقالات، أو ما يحدده ‎--lang.""",
    "catalog usage": "export catalog DIR... [-o PLACE] [--search WORDS] [--json]",
    "catalog examples": """رمز الخروج 0: دخلت كل الحقائب؛ 5: تعذرت قراءة بعضها فلم تدخل.

أمثلة:
  export catalog archive                            الصفحة archive/catalog/index.html
  export catalog 2025 2026 -o catalog               لعدة مجلدات
  export catalog archive --search "مجلس المدينة"    البحث من الطرفية""",
    "catalog DIR": "مجلد فيه حقائب، ملفات ‎.bag.zip أو مفكوكة؛ أو حقيبة واحدة، أو عنوان أي منها (s3://...)",
    "--search": "يذكر أين توجد هذه الكلمات بحسب الفهرس الموجود، ولا يكتب شيئًا",
    "catalog -o": "مجلد الفهرس، والأصل مجلد catalog داخل أول DIR",
    "watch": """يراقب مجلدًا، فيصدّر كل مقال يوضع أو يُحفظ فيه حالما يكتمل هو وصوره.
ويوضع ما تعذر تصديره في OUT/failed وبجانبه بيان بالسبب. ويتوقف بإشارة SIGTERM أو بالمفتاحين Ctrl-C.""",
    "watch usage": "export watch IN OUT [--pdf] [--docx] [--epub] [--html] [--poll] | export watch IN OUT --status",
    "watch examples": """أمثلة:
  export watch desk/ out/ --pdf --docx
  export watch /mnt/desk out/ --pdf --poll    مجلد على جهاز آخر لا يخبر بما يتغير فيه
  export watch desk/ out/ --status            حال المراقب؛ ورمز الخروج 1 إذا كان متوقفًا أو معلّقًا""",
    "in": "المجلد المراقَب، مع كل ما فيه من مجلدات",
    "out": "مجلد الحفظ، وفي المجلد failed منه ما تعذر تصديره",
    "watching": "المراقبة",
    "--poll": "النظر مرة بعد مرة بدل انتظار الخبر، لمجلدات الشبكة",
    "--status": "بيان حال المراقب الذي يحفظ في OUT",
    "fonts": "يعرض الخطوط المرفقة: غرض كل خط وأوزانه وما يشمله ورخصته.",
    "schema": "يطبع مخطط JSON لملف article.yml أو edition.yml (2020-12).",
    "schema usage": "export schema [article|edition]",
    "of": "الملف الموصوف، والأصل article",
    "schema examples": """مثال:
  export schema > article.schema.json
ثم اجعل هذا أول سطر في article.yml:
  # yaml-language-server: $schema=article.schema.json""",
    "new": """يبدأ مقالًا جديدًا: مجلد فيه article.yml يشرح كل حقل، ومعه المخطط.
ومع ‎--layout يبدأ قالبًا من عندكم: مجلدًا مبنيًا على قالب مرفق.""",
    "new usage": "export new FOLDER [--layout NAME]",
    "new examples": """مثالان:
  export new tram-opening
  export new layouts/gazette --layout article      ثم: --templates layouts --layout gazette""",
    "folder": "المجلد الجديد، واسمه يصير الاسم المختصر للمقال أو اسم القالب",
    "new --layout": "يبدأ قالبًا لا مقالًا، مبنيًا على القالب المذكور",
    "shell-init": """يطبع دالة للصدفة يعمل بها الأمر export article.yml --pdf كما هو، ويبقى export NAME=value
للصدفة نفسها، مع الإكمال التلقائي.""",
    "shell-init usage": "export shell-init bash|zsh|fish",
    "shell-init examples": """ضع أحد هذه الأسطر في ملف بدء الصدفة:
  bash:  eval "$(exporter shell-init bash)"
  zsh:   eval "$(exporter shell-init zsh)"
  fish:  exporter shell-init fish | source""",
    "shell": "bash أو zsh أو fish",
}
