"""A conductor in profile, lit by the lamp of her music stand; the hall is dark behind her."""

from __future__ import annotations

from random import Random

from brush import blur, box, curve, dot, fade, glow, limb, mix, path, picture, stroke, tag

WIDTH, HEIGHT = 1600, 2000


def draw() -> str:
    """The whole picture as SVG."""
    return picture(
        WIDTH,
        HEIGHT,
        _light(),
        _hall(Random(21)),
        _shoulders(),
        _head(),
        _arm(),
        _stand(),
        box(0, 0, WIDTH, HEIGHT, "url(#edge)"),
    )


def _light() -> str:
    return tag(
        "defs",
        fade("hall", (0, "#15222e"), (0.55, "#1d2733"), (1, "#120f14"), to=(0.3, 1)),
        glow("lamp", (0, "#ffe9b8", 0.95), (0.16, "#f7bd6c", 0.6), (0.45, "#c9703a", 0.24), (1, "#c9703a", 0)),
        fade(
            "skin",
            (0, "#f6c183"),
            (0.22, "#d98f58"),
            (0.48, "#8f5138"),
            (0.75, "#4a2a28"),
            (1, "#2b1d22"),
            start=(0, 0.75),
            to=(1, 0.25),
        ),
        fade("throat", (0, "#d08a56"), (0.35, "#7c4634"), (1, "#2b1c21"), to=(1, 0)),
        fade("hair", (0, "#5b3327"), (0.22, "#2c1c1f"), (1, "#120d12"), to=(1, 0.1)),
        fade("jacket", (0, "#4d2f2b"), (0.25, "#231a20"), (1, "#0e0c11"), to=(1, 0)),
        fade("shirt", (0, "#fff0d0"), (0.5, "#d7ab82"), (1, "#6b4d45"), to=(1, 0)),
        fade("sleeve", (0, "#5a362d"), (0.5, "#2a1d22"), (1, "#151116"), to=(1, 0)),
        fade("paper", (0, "#fff6dc"), (1, "#e9b878"), to=(1, 0.6)),
        glow("edge", (0, "#05070a", 0), (0.62, "#05070a", 0), (1, "#05070a", 0.55)),
        blur("soft", 10),
        blur("far", 5),
    )


def _hall(chance: Random) -> str:
    said = [box(0, 0, WIDTH, HEIGHT, "url(#hall)")]
    for tier, (y, bow) in enumerate(((330, 130), (620, 110), (900, 90))):
        rail = f"M-40 {y + bow}Q800 {y - bow} 1640 {y + bow}"
        said.append(
            tag("path", d=rail, stroke="#3b2b2c", stroke_width=64, fill="none", opacity=0.6, filter="url(#far)")
        )
        said.append(
            tag(
                "path",
                d=f"M-40 {y + bow - 34}Q800 {y - bow - 34} 1640 {y + bow - 34}",
                stroke="#b5804e",
                stroke_width=4,
                fill="none",
                opacity=0.5,
                filter="url(#far)",
            )
        )
        for at in range(19):
            t = at / 18
            x, dip = -40 + 1680 * t, y + bow - 4 * bow * t * (1 - t)
            size = chance.uniform(11, 19) - tier
            said.append(
                dot(
                    x,
                    dip - 6,
                    size,
                    mix("#f2b766", "#ffdf9e", chance.random()),
                    opacity=chance.uniform(0.25, 0.6),
                    filter="url(#far)",
                )
            )
    said.append(dot(250, 1500, 1150, "url(#lamp)"))
    return "".join(said)


def _shoulders() -> str:
    jacket = (
        "M640 2000C610 1820 640 1640 720 1530C800 1440 900 1392 960 1330L1160"
        " 1300C1300 1390 1480 1440 1560 1600C1620 1720 1640 1900 1640 2000Z"
    )
    lapel = "M742 1560C830 1470 900 1420 948 1352L1000 1500L830 2000H700C690 1820 690 1680 742 1560Z"
    collar = "M884 1432Q900 1350 930 1290L1120 1300Q1140 1360 1120 1390Q1000 1360 884 1432Z"
    neck = "M900 1080C912 1200 900 1300 868 1400C930 1440 1060 1440 1150 1350C1128 1240 1130 1120 1150 1000Z"
    rim = tag(
        "path",
        d="M640 2000C610 1820 640 1640 720 1530C780 1464 850 1424 900 1384",
        stroke="#ffcb86",
        stroke_width=7,
        fill="none",
        opacity=0.75,
        stroke_linecap="round",
    )
    return (
        path(neck, "url(#throat)")
        + path(collar, "url(#shirt)")
        + path(jacket, "url(#jacket)")
        + path(lapel, "#1b1419")
        + rim
        + path("M868 1424Q872 1390 888 1352L960 1332Q930 1380 868 1424Z", "url(#shirt)")
    )


def _head() -> str:
    outline = (
        "M842 420C776 470 742 552 738 640C737 668 730 690 724 706C718 724 726 742 722 760C712 802 676 850 656 884"
        "C646 902 656 918 682 922C694 924 704 926 704 936C704 946 686 954 682 968C679 980 692 984 694 994"
        "C695 1003 684 1008 684 1022C684 1036 700 1042 706 1054C712 1070 698 1088 702 1112C708 1144 744 1164 790 1160"
        "C846 1154 890 1130 934 1098C1010 1140 1100 1120 1150 1040C1200 900 1190 520 1060 440C990 400 900 390 842 420Z"
    )
    cheek = tag("ellipse", cx=800, cy=900, rx=86, ry=60, fill="#f0a468", opacity=0.35, filter="url(#soft)")
    return path(outline, "url(#skin)") + cheek + _hair() + _ear() + _features()


def _hair() -> str:
    cap = (
        "M806 452C830 356 940 300 1060 318C1220 342 1310 470 1304"
        " 640C1300 760 1250 860 1196 930C1176 960 1160 1000 1150 1040"
        "C1120 1010 1104 960 1098 900C1090 850 1060 820 1020 806C984 770 976 690 960 640C900 620 838 560 806 452Z"
    )
    bun = (
        "M1218 690C1290 640 1400 670 1424 770C1444 866 1370 946 1280"
        " 930C1206 914 1170 850 1180 790C1186 746 1196 712 1218 690Z"
    )
    strands = (
        ("M836 470C900 560 980 600 1080 640C1160 680 1200 740 1210 800", 0.6),
        ("M860 430C950 520 1060 560 1150 610C1210 650 1236 700 1240 740", 0.45),
        ("M910 386C1020 440 1140 490 1210 580", 0.35),
        ("M1226 720C1290 700 1360 730 1380 800", 0.5),
        ("M1214 780C1270 760 1320 790 1330 850", 0.4),
    )
    lit = "".join(curve(data, "#8a5136", 5, opacity=opacity) for data, opacity in strands)
    return path(bun, "url(#hair)") + path(cap, "url(#hair)") + lit


def _ear() -> str:
    shell = (
        "M1004 742C1050 720 1086 760 1078 820C1072 866 1046 900"
        " 1018 892C996 884 1000 850 1006 826C988 800 984 760 1004 742Z"
    )
    fold = curve("M1020 764C1048 758 1058 790 1048 822", "#3f2423", 7)
    return path(shell, "#6d3d30") + fold + dot(1024, 918, 15, "#f9dfb5") + dot(1019, 912, 5, "#ffffff")


def _features() -> str:
    rim = (
        "M738 640C737 668 730 690 724 706C718 724 726 742 722 760C712"
        " 802 676 850 656 884C646 902 656 918 682 922M684 1022C684 1036"
        " 700 1042 706 1054C712 1070 698 1088 702 1112C708 1144 744 1164 790 1160"
    )
    return "".join(
        (
            curve("M764 722Q794 748 842 734M768 728L746 742M780 737L764 754M796 741L786 760", "#23151a", 8),
            curve("M762 706Q800 690 846 716", "#7a4430", 5, opacity=0.8),
            path("M748 640Q800 604 880 640Q806 630 752 656Z", "#2a191c"),
            path("M686 966C700 952 722 962 752 982C728 990 706 990 694 990Q682 984 686 966Z", "#9c3f37"),
            path("M694 994C712 996 730 992 752 984C744 1020 716 1040 690 1030Q682 1012 694 994Z", "#b5513f"),
            curve("M700 900Q724 884 736 908", "#7a4430", 6, opacity=0.85),
            curve(rim, "#ffe2ae", 6, opacity=0.9),
        )
    )


def _arm() -> str:
    sleeve = path("M640 2000C560 1880 470 1730 424 1566L520 1524C600 1640 700 1720 800 1790L900 2000Z", "url(#sleeve)")
    cuff = path("M420 1570L408 1512Q460 1478 506 1474L526 1526Q470 1540 420 1570Z", "url(#shirt)")
    hand = (
        "M412 1510C392 1462 370 1420 368 1376C366 1340 386 1316"
        " 412 1312C430 1296 458 1292 474 1304C492 1298 512 1306 516 1326"
        "C536 1334 540 1360 530 1384C522 1420 514 1448 502 1476Q454 1484 412 1510Z"
    )
    fingers = "".join(
        tag("path", d=d, stroke="#7c4632", stroke_width=5, fill="none", stroke_linecap="round", opacity=0.8)
        for d in ("M414 1314Q404 1350 424 1386", "M474 1306Q460 1346 474 1384", "M516 1328Q500 1356 508 1386")
    )
    thumb = path(
        "M372 1392C352 1360 340 1330 346 1312C356 1298 374 1304 382 1322C392 1346 408 1360 424 1380Z", "url(#skin)"
    )
    baton = stroke([(452, 1404), (190, 760)], "#fff3d3", 9) + stroke([(452, 1404), (420, 1326)], "#c8864c", 26)
    edge = tag(
        "path",
        d="M640 2000C560 1880 470 1730 424 1566M412 1510C392 1462 370 1420 368 1376",
        stroke="#ffcb86",
        stroke_width=6,
        fill="none",
        opacity=0.8,
        stroke_linecap="round",
    )
    return sleeve + cuff + baton + path(hand, "url(#skin)") + fingers + thumb + edge


def _stand() -> str:
    page = path("M-60 1790Q80 1730 230 1776L300 1960Q140 1920 -60 1990Z", "url(#paper)") + path(
        "M230 1776Q340 1724 470 1756L560 1930Q440 1906 300 1960Z", "#f3cf97"
    )
    staves = "".join(
        tag(
            "path",
            d=f"M{x} {y + line * 7}q{w / 2} {bend} {w} {rise}",
            stroke="#9a6a40",
            stroke_width=1.6,
            fill="none",
            opacity=0.8,
        )
        for x, y, w, bend, rise in (
            (-20, 1808, 240, -36, -10),
            (0, 1876, 250, -36, -8),
            (262, 1800, 210, -34, -24),
            (288, 1868, 220, -34, -22),
        )
        for line in range(5)
    )
    notes = "".join(
        tag("ellipse", cx=20 + at * 27, cy=1806 + (at * 37) % 29 - at, rx=6, ry=4.5, fill="#5a3a26") for at in range(7)
    )
    lamp = limb([(60, 2010), (40, 1700), (120, 1600)], [10, 9, 8], "#2a1f1e") + path(
        "M84 1560Q140 1536 196 1584L160 1648Q120 1612 60 1620Z", "#3a2826"
    )
    return (
        dot(130, 1690, 380, "url(#lamp)")
        + page
        + staves
        + notes
        + lamp
        + tag("ellipse", cx=118, cy=1628, rx=50, ry=14, fill="#fff4d0", transform="rotate(20 118 1628)")
    )
