using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Parley.Tests.Architecture;

/// <summary>
/// Which folder may use which. One row a folder; a row may only name folders above it, so circles cannot be written. (Seen to fail
/// with a using of Parley.Live in Messages, and with a row moved up.)
/// </summary>
public sealed partial class FolderRulesTests
{
    private static readonly (string Folder, string[] MayUse)[] Rules =
    [
        ("Kernel", []),
        ("Storage", ["Kernel"]),
        ("Events", ["Kernel", "Storage"]),
        ("Audit", ["Kernel", "Storage", "Events"]),
        ("Outbound", ["Kernel", "Storage", "Events"]),
        ("People", ["Kernel", "Storage", "Events", "Audit", "Outbound"]),
        ("Commerce", ["Kernel", "Storage", "Events", "People"]),
        ("Conversations", ["Kernel", "Storage", "Events", "Audit", "People", "Commerce"]),
        ("Messages", ["Kernel", "Storage", "Events", "Audit", "People", "Commerce", "Conversations"]),
        ("Search", ["Kernel", "Storage", "Events", "Audit", "People", "Commerce", "Conversations", "Messages"]),
        ("Orders", ["Kernel", "Storage", "Events", "Audit", "People", "Commerce", "Conversations", "Messages"]),
        (
            "Contact",
            ["Kernel", "Storage", "Events", "Audit", "Outbound", "People", "Commerce", "Conversations", "Messages"]
        ),
        ("Live", ["Kernel", "Storage", "Events", "People", "Commerce", "Conversations", "Messages"]),
        (
            "Admin",
            [
                "Kernel",
                "Storage",
                "Events",
                "Audit",
                "People",
                "Commerce",
                "Conversations",
                "Messages",
                "Orders",
                "Contact",
                "Live",
            ]
        ),
        (
            "Demo",
            [
                "Kernel",
                "Storage",
                "Events",
                "Audit",
                "Outbound",
                "People",
                "Commerce",
                "Conversations",
                "Messages",
                "Orders",
                "Contact",
                "Live",
            ]
        ),
        (
            "Cli",
            [
                "Kernel",
                "Storage",
                "Events",
                "Audit",
                "Outbound",
                "People",
                "Commerce",
                "Conversations",
                "Messages",
                "Search",
                "Orders",
                "Live",
                "Demo",
            ]
        ),
    ];

    public static TheoryData<string> Folders =>
        [.. Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)).Where(IsOurs)];

    private static string Source { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/Parley"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static bool IsOurs(string folder) => folder is not ("wwwroot" or "bin" or "obj" or "Properties");

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_its_row_allows(string folder)
    {
        var rule = Rules.SingleOrDefault(rule => rule.Folder == folder);
        Assert.True(rule.Folder is not null, $"{folder} has no row.");

        Assert.Empty(UsedBy(folder).Except([folder, .. rule.MayUse]));
    }

    [Fact]
    public void No_row_names_a_folder_below_it()
    {
        var seen = new HashSet<string>();
        foreach (var (folder, mayUse) in Rules)
        {
            Assert.Empty(mayUse.Except(seen));
            seen.Add(folder);
        }
    }

    private static IEnumerable<string> UsedBy(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Use().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Where(name => Rules.Any(rule => rule.Folder == name))
            .Distinct();

    [GeneratedRegex(@"\bParley\.([A-Z][a-z]+)\b")]
    private static partial Regex Use();
}
