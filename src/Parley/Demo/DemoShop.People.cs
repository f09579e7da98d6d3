using Parley.People;

namespace Parley.Demo;

internal static partial class DemoShop
{
    public static IReadOnlyList<DemoBusiness> Businesses { get; } =
    [
        new("northwind", "Northwind"),
        new("blue-door", "Blue Door Ceramics"),
        new("clean-co", "Clean & Co"),
        new("spoke", "Spoke & Chain"),
        new("gull", "Gull Coffee Roasters"),
        new("paper-anchor", "Paper Anchor Bindery"),
        new("needle", "Needle & Tide"),
        new("second-circuit", "Second Circuit"),
        new("juniper", "Juniper Flowers"),
        new("lingua", "Lingua Casa"),
        new("pier-press", "Pier Press"),
        new("oakworks", "Oakworks"),
    ];

    /// <summary>Those whose day shows most come first.</summary>
    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        new("ana", "Ana Duarte", "Furnishes a new flat and writes to half the market.", "pt-PT", "Europe/Lisbon")
        {
            IsCustomer = true,
        },
        new("jo", "Jo Reyes", "Runs the furniture shop Northwind.", "en-GB", "Europe/London")
        {
            Memberships = [new("northwind", MemberRole.Owner)],
        },
        new("lee", "Lee Kwon", "Answers Northwind's customers about deliveries.", "en-GB", "Europe/London")
        {
            Memberships = [new("northwind", MemberRole.Agent)],
        },
        new("kofi", "Kofi Mensah", "Buys for his flat and packs orders at Gull Coffee.", "en-GB", "Europe/London")
        {
            IsCustomer = true,
            Memberships = [new("gull", MemberRole.Agent)],
        },
        new("mina", "Mina Sato", "Orders ceramics and coffee from Osaka.", "ja-JP", "Asia/Tokyo") { IsCustomer = true },
        new("omar", "Omar Haddad", "Equips a café and writes Arabic.", "ar", "Asia/Amman") { IsCustomer = true },
        new("bea", "Bea Lindqvist", "Throws the pots of Blue Door Ceramics.", "en-GB", "Europe/London")
        {
            Memberships = [new("blue-door", MemberRole.Owner)],
        },
        new("ada", "Ada Brandt", "Runs the marketplace.", "en-GB", "Europe/London") { IsAdmin = true },
        new("lena", "Lena Vogt", "Renovates an old house near Kiel.", "de-DE", "Europe/Berlin") { IsCustomer = true },
        new("claire", "Claire Moreau", "Plans a wedding.", "fr-FR", "Europe/Paris") { IsCustomer = true },
        new("diego", "Diego Ruiz", "Rides to work and learns Italian.", "es-ES", "Europe/Madrid") { IsCustomer = true },
        new("priya", "Priya Nair", "Prints a magazine.", "en-GB", "Europe/London") { IsCustomer = true },
        new("tom", "Tom Becker", "Repairs what others throw away.", "de-DE", "Europe/Berlin") { IsCustomer = true },
        new("sofia", "Sofia Almeida", "Opens a guest house.", "pt-PT", "Europe/Lisbon") { IsCustomer = true },
        new("ruth", "Ruth Adler", "Buys presents in good time.", "en-GB", "Europe/London") { IsCustomer = true },
        new("nora", "Nora Lind", "Looks after Northwind's workshop.", "en-GB", "Europe/London")
        {
            Memberships = [new("northwind", MemberRole.Agent)],
        },
        new("max", "Max Okoro", "Drives Northwind's van.", "en-GB", "Europe/London")
        {
            Memberships = [new("northwind", MemberRole.Agent)],
        },
        new("ben", "Ben Achterberg", "Packs and ships for Blue Door Ceramics.", "en-GB", "Europe/London")
        {
            Memberships = [new("blue-door", MemberRole.Agent)],
        },
        new("zoe", "Zoe Park", "Glazes for Blue Door Ceramics and writes Japanese.", "en-GB", "Europe/London")
        {
            Memberships = [new("blue-door", MemberRole.Agent)],
        },
        new("rosa", "Rosa Lima", "Founded Clean & Co.", "en-GB", "Europe/London")
        {
            Memberships = [new("clean-co", MemberRole.Owner)],
        },
        new("petr", "Petr Novak", "Plans the teams of Clean & Co.", "en-GB", "Europe/London")
        {
            Memberships = [new("clean-co", MemberRole.Agent)],
        },
        new("lia", "Lia Costa", "Leads a team of Clean & Co.", "en-GB", "Europe/London")
        {
            Memberships = [new("clean-co", MemberRole.Agent)],
        },
        new("finn", "Finn O'Hara", "Mends bicycles.", "en-GB", "Europe/Dublin")
        {
            Memberships = [new("spoke", MemberRole.Owner)],
        },
        new("ines", "Inês Prado", "Roasts coffee.", "pt-PT", "Europe/Lisbon")
        {
            Memberships = [new("gull", MemberRole.Owner)],
        },
        new("hanna", "Hanna Weiss", "Binds books.", "de-DE", "Europe/Berlin")
        {
            Memberships = [new("paper-anchor", MemberRole.Owner)],
        },
        new("marek", "Marek Zielinski", "Cuts and alters clothes.", "en-GB", "Europe/London")
        {
            Memberships = [new("needle", MemberRole.Owner)],
        },
        new("wei", "Wei Chen", "Gives laptops a second life.", "en-GB", "Europe/London")
        {
            Memberships = [new("second-circuit", MemberRole.Owner)],
        },
        new("sam", "Sam Idris", "Tests what Second Circuit sells.", "en-GB", "Europe/London")
        {
            Memberships = [new("second-circuit", MemberRole.Agent)],
        },
        new("ivy", "Ivy Laurent", "Ties flowers.", "fr-FR", "Europe/Paris")
        {
            Memberships = [new("juniper", MemberRole.Owner)],
        },
        new("elena", "Elena Conti", "Teaches Italian and Spanish.", "it-IT", "Europe/Rome")
        {
            Memberships = [new("lingua", MemberRole.Owner)],
        },
        new("theo", "Theo Grant", "Prints on a 1967 Heidelberg.", "en-GB", "Europe/London")
        {
            Memberships = [new("pier-press", MemberRole.Owner)],
        },
        new("greta", "Greta Holm", "Saws and dries the oak that others build with.", "en-GB", "Europe/Stockholm")
        {
            Memberships = [new("oakworks", MemberRole.Owner)],
        },
        new("emil", "Emil Strand", "Plans the deliveries of Oakworks.", "en-GB", "Europe/Stockholm")
        {
            Memberships = [new("oakworks", MemberRole.Agent)],
        },
    ];
}
