namespace Parley.Demo;

internal static partial class DemoShop
{
    public static IReadOnlyList<DemoOffer> Offers { get; } =
    [
        new("oak-side-table", "northwind", "Oak side table", 4200, "EUR", "wood=oak; height=48 cm; finish=oiled")
        {
            Supplier = "oakworks",
        },
        new("oak-dining-table", "northwind", "Oak dining table", 68900, "EUR", "wood=oak; length=180 cm; seats=6")
        {
            Supplier = "oakworks",
        },
        new("ash-bookshelf", "northwind", "Ash bookshelf", 23900, "EUR", "wood=ash; shelves=5; depth=28 cm"),
        new("walnut-desk", "northwind", "Walnut desk", 41500, "EUR", "wood=walnut; width=140 cm; drawers=2"),
        new("stool", "northwind", "Three-legged stool", 5900, "EUR", "wood=beech; height=45 cm"),
        new("linen-sofa", "northwind", "Linen sofa, two seats", 119000, "EUR", "cover=linen; colour=sand", "4 weeks"),
        new("teapot", "blue-door", "Stoneware teapot", 6400, "GBP", "glaze=celadon; volume=0.9 l"),
        new("bowl-set", "blue-door", "Breakfast bowls, set of four", 5200, "GBP", "glaze=tenmoku; diameter=14 cm"),
        new("espresso-cups", "blue-door", "Espresso cups, set of six", 4800, "GBP", "glaze=white; volume=70 ml"),
        new("vase-tall", "blue-door", "Tall vase", 8900, "GBP", "glaze=cobalt; height=38 cm", "last one"),
        new("matcha-bowl", "blue-door", "Matcha bowl", 9800, "JPY", "glaze=shino; diameter=12 cm"),
        new("espresso-blend", "gull", "Espresso blend Storm, 1 kg", 2600, "EUR", "roast=dark; grind=whole bean"),
        new("filter-ethiopia", "gull", "Ethiopia Guji filter, 250 g", 1250, "EUR", "roast=light; grind=whole bean"),
        new("decaf", "gull", "Decaf Calm, 500 g", 1490, "EUR", "roast=medium; grind=ground for moka"),
        new("coffee-jp", "gull", "Harbour blend, 200 g", 2100, "JPY", "roast=medium; grind=whole bean"),
        new("notebook-linen", "paper-anchor", "Linen notebook", 2800, "EUR", "pages=192; ruling=dots; format=A5"),
        new("guest-book", "paper-anchor", "Guest book with gold lettering", 7400, "EUR", "pages=120; cover=silk cloth"),
        new("laptop-14", "second-circuit", "Refurbished laptop 14″", 44900, "EUR", "memory=16 GB; battery=92 %"),
        new("phone-a", "second-circuit", "Refurbished phone, 128 GB", 21900, "GBP", "grade=A; colour=graphite"),
        new("headphones", "second-circuit", "Refurbished headphones", 8900, "EUR", "grade=B; ear pads=new"),
        new("bouquet-season", "juniper", "Bouquet of the season", 3900, "EUR", "size=medium; wrap=paper"),
        new("dried-wreath", "juniper", "Dried wreath", 4500, "EUR", "diameter=35 cm"),
        new(
            "zine-print",
            "pier-press",
            "Zine, 32 pages, 200 copies",
            38000,
            "GBP",
            "paper=recycled 120 g; binding=stapled"
        ),
        new("letterpress-cards", "pier-press", "Letterpress cards, 100", 14500, "GBP", "paper=cotton 600 g; inks=2"),
        new("linen-shirt", "needle", "Linen shirt, made to measure", 13900, "EUR", "cloth=linen; collar=band"),
        new("oak-board", "oakworks", "Oak board, planed", 3400, "EUR", "length=200 cm; width=20 cm; moisture=9 %"),
        new("home-cleaning", "clean-co", "Home cleaning, three hours", 7800, "EUR", "duration=3 h; supplies=included")
        {
            IsService = true,
        },
        new("deep-cleaning", "clean-co", "Deep cleaning after building work", 32000, "EUR", "duration=1 day; team=3")
        {
            IsService = true,
        },
        new("bike-service", "spoke", "Bicycle service, complete", 8900, "EUR", "duration=2 days; parts=extra")
        {
            IsService = true,
        },
        new("wheel-truing", "spoke", "Wheel truing", 2200, "EUR", "duration=same day") { IsService = true },
        new("alterations", "needle", "Alterations", 2500, "EUR", "duration=1 week") { IsService = true },
        new("wedding-flowers", "juniper", "Flowers for a wedding", 85000, "EUR", "tables=up to 10")
        {
            IsService = true,
        },
        new("italian-lesson", "lingua", "Italian lesson, one hour", 3200, "EUR", "place=online; level=A1 to C1")
        {
            IsService = true,
        },
        new("rebinding", "paper-anchor", "Rebinding an old book", 9500, "EUR", "duration=3 weeks") { IsService = true },
    ];
}
