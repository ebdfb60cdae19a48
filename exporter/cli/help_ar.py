"""The help texts in Arabic."""

HELP = {
    "export": """يصدّر المقال إلى PDF وDOCX وEPUB وHTML: من اليمين إلى اليسار، والخطوط في داخل الملف،
ويُقرأ كل ملف بعد صنعه ويقابَل بالمقال كلمةً كلمة قبل تسليمه.""",
    "export usage": "export ARTICLE... [--pdf] [--docx] [--epub] [--html] [--preview] [--all] [-o PLACE]",
    "export examples": """أمثلة:
  export article.yml --pdf                ملف PDF في المجلد الحالي باسم المقال
  export article.yml --all -o out         كل الصيغ في المجلد out
  export news/ --docx -o out              كل مقالات المجلد، ولا يعاد تصدير ما لم يتغير
  export article.yml --pdf -o - | lp      إلى الطابعة مباشرة
  export edition.yml --epub               عدد من عدة مقالات في كتاب واحد

أوامر أخرى (ولكل منها --help):
  export check ARTICLE...    يذكر ما في المقال من أخطاء ولا يكتب شيئًا
  export read DOCX           يعيد مستند Word مقالًا
  export lint ARTICLE...     يذكر أين تخالف المقالات أسلوب الدار، ويصلحها
  export watch IN OUT        يصدّر كل مقال يوضع في مجلد
  export new FOLDER          يبدأ مقالًا جديدًا يشرح كل حقل فيه
  export fonts               الخطوط المرفقة
  export schema              مخطط JSON الذي يكمل به المحرر حقول article.yml ويدققها
  export shell-init SHELL    ليعمل الأمر export article.yml في bash وzsh وfish

رموز الخروج: 0 تم؛ 1 وجد check أو lint شيئًا؛ 2 خطأ في سطر الأوامر؛ 3 خطأ في المقال؛
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
    "--all": "كل الصيغ",
    "look": "المظهر",
    "--layout": "مظهر الصفحة: article (A4) أو newspaper (ثلاثة أعمدة) أو proof (بروفة للتصحيح)",
    "--pdf-for": "غرض ملف PDF: ‏screen للشاشة والمكتب والأرشيف (الأصل)، أو press للمطبعة: أحبار وزيادة قص وعلامات",
    "--docx-fonts": "خطوط ملف DOCX: كاملة whole (الأصل)، أو مقتطعة subset لنسخ لا يحررها أحد",
    "--reference": "ملف docx. من عندكم، يأخذ DOCX أنماطه وصفحته وترويسته وخطوطه",
    "--cover": "صورة لغلاف كتاب EPUB بدل الغلاف المرسوم",
    "output": "الحفظ",
    "-o": "مجلد أو اسم ملف، أو - للخرج القياسي؛ والأصل المجلد الحالي",
    "--break-embargo": "تصدير المقال قبل موعد نشره (published)، على مسؤوليتك",
    "many": "المقالات الكثيرة: يصح مكان ARTICLE مجلد أو نمط، أو - لأسماء من الدخل القياسي",
    "-j": "عدد ما يُصدَّر منها في وقت واحد، والأصل بعدد الأنوية كلها",
    "--force export": "تصدير ما لم يتغير أيضًا منذ تصديره إلى هذا المجلد",
    "--failed": "كتابة أسماء المقالات التي تعذر تصديرها في ملف",
    "--time-limit": "أطول مدة للمقال الواحد بالثواني، والأصل 300",
    "--memory-limit": "أكبر ذاكرة للمقال الواحد بالميغابايت، والأصل 2000",
    "--cluster": "التصدير على أجهزة عنقود Dask، مثل tcp://10.0.0.5:8786",
    "common": "الرسائل",
    "--json": "النتائج والملاحظات بصيغة JSON في الخرج القياسي",
    "--lang": "لغة الرسائل، والأصل لغة النظام",
    "--help": "عرض هذه المساعدة",
    "--version": "عرض رقم الإصدار",
    "check": "يفحص المقالات ويذكر ما فيها من أخطاء، ولا يكتب شيئًا.",
    "check usage": "export check ARTICLE... [--json]",
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
    "lint": "يذكر أين يخالف المقال أسلوب الدار، ومع ‎--fix يصلح ملفه مع بقاء ترتيبه وتعليقاته.",
    "lint usage": "export lint ARTICLE... --house HOUSE [--fix] [--json]",
    "lint examples": """رمز الخروج 0: لا مخالفة أو أُصلحت كلها؛ 1: بقيت مخالفات.

أمثلة:
  export lint news/*/article.yml --house gulf
  export lint article.yml --house house.toml --fix""",
    "--house": "أسلوب دار: egypt أو gulf أو maghreb، أو ملف house.toml لك",
    "--fix": "إصلاح ملفات المقالات",
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
    "new": "يبدأ مقالًا جديدًا: مجلد فيه article.yml يشرح كل حقل، ومعه المخطط.",
    "new usage": "export new FOLDER",
    "new examples": """مثال:
  export new tram-opening""",
    "folder": "المجلد الجديد، واسمه يصير الاسم المختصر للمقال",
    "shell-init": """يطبع دالة للصدفة يعمل بها الأمر export article.yml --pdf كما هو، ويبقى export NAME=value
للصدفة نفسها، مع الإكمال التلقائي.""",
    "shell-init usage": "export shell-init bash|zsh|fish",
    "shell-init examples": """ضع أحد هذه الأسطر في ملف بدء الصدفة:
  bash:  eval "$(exporter shell-init bash)"
  zsh:   eval "$(exporter shell-init zsh)"
  fish:  exporter shell-init fish | source""",
    "shell": "bash أو zsh أو fish",
}
