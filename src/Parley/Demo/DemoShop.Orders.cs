using static Parley.Commerce.OrderStatus;

namespace Parley.Demo;

internal static partial class DemoShop
{
    public static IReadOnlyList<DemoOrder> Orders { get; } =
    [
        new("10388", "lena", "44d", Completed, "1 ash-bookshelf"),
        new("10389", "ana", "43d", Completed, "1 walnut-desk", "2 filter-ethiopia"),
        new("10390", "mina", "42d", Completed, "1 matcha-bowl", "2 coffee-jp"),
        new("10391", "ana", "40d", Completed, "2 notebook-linen"),
        new("10392", "omar", "39d", Completed, "4 espresso-blend"),
        new("10393", "kofi", "38d", Refunded, "1 phone-a"),
        new("10394", "tom", "37d", Completed, "3 oak-board"),
        new("10395", "priya", "36d", Completed, "1 zine-print"),
        new("10396", "claire", "34d", Completed, "1 guest-book", "1 dried-wreath"),
        new("10397", "diego", "33d", Cancelled, "1 headphones"),
        new("10398", "sofia", "32d", Completed, "6 stool", "2 oak-side-table"),
        new("10399", "ruth", "31d", Completed, "1 teapot"),
        new("10400", "ana", "30d", Refunded, "1 bowl-set"),
        new("10401", "lena", "28d", Completed, "1 oak-dining-table"),
        new("10402", "mina", "27d", Delivered, "3 matcha-bowl"),
        new("10403", "omar", "26d", Completed, "1 espresso-cups", "1 bowl-set"),
        new("10404", "kofi", "25d", Completed, "1 stool"),
        new("10405", "tom", "24d", Completed, "1 laptop-14"),
        new("10406", "ana", "22d", Completed, "1 linen-sofa"),
        new("10407", "claire", "21d", Completed, "3 bouquet-season"),
        new("10408", "diego", "20d", Delivered, "1 linen-shirt"),
        new("10409", "priya", "19d", Cancelled, "1 letterpress-cards"),
        new("10410", "sofia", "18d", Delivered, "2 ash-bookshelf", "1 decaf", "4 notebook-linen"),
        new("10411", "ruth", "17d", Delivered, "1 vase-tall"),
        new("10412", "omar", "16d", Shipped, "6 espresso-blend", "2 decaf"),
        new("10413", "lena", "15d", Delivered, "4 stool", "2 oak-board"),
        new("10414", "kofi", "14d", Delivered, "1 headphones"),
        new("10415", "mina", "13d", Shipped, "2 coffee-jp"),
        new("10416", "tom", "12d", Delivered, "1 walnut-desk"),
        new("10428", "ana", "9d", Shipped, "2 oak-side-table"),
        new("10429", "claire", "8d", Shipped, "100 notebook-linen"),
        new("10430", "omar", "7d", Shipped, "1 oak-dining-table", "6 stool"),
        new("10431", "diego", "6d", Shipped, "1 laptop-14"),
        new("10432", "ana", "5d", Confirmed, "1 espresso-blend", "1 linen-shirt", "1 headphones"),
        new("10433", "priya", "4d", Confirmed, "1 letterpress-cards"),
        new("10434", "sofia", "4d", Confirmed, "1 linen-sofa"),
        new("10435", "mina", "3d", Confirmed, "1 matcha-bowl", "1 coffee-jp"),
        new("10436", "ruth", "2d", Confirmed, "2 espresso-cups"),
        new("10437", "lena", "2d", Pending, "1 dried-wreath", "1 bouquet-season"),
        new("10438", "kofi", "1d", Confirmed, "1 oak-side-table"),
        new("10439", "ana", "1d", Pending, "1 dried-wreath"),
        new("10440", "omar", "5h", Pending, "2 oak-side-table"),
    ];
}
