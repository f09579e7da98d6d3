using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Demo;

/// <summary>One line of a talk: who does something, so long after the line before.</summary>
internal abstract record Cue(string Who, TimeSpan After);

/// <param name="IsNote">Only for the speaker's own team.</param>
/// <param name="ReplyTo">The number of a message of the talk, from 1; 0 for none.</param>
internal sealed record Says(string Who, TimeSpan After, string Text, bool IsNote, int ReplyTo) : Cue(Who, After);

/// <param name="Deed"><c>reads</c>, <c>resolves</c>, <c>archives</c>, <c>mutes</c>, <c>marks</c> (as unread) or <c>assigns</c>.</param>
/// <param name="Whom">The one to whom it is assigned.</param>
internal sealed record Does(string Who, TimeSpan After, string Deed, string Whom) : Cue(Who, After);

/// <summary>
/// A conversation of the demo, written as a play. It begins with <c>= order 10428 northwind +2h</c> (so long after the order was
/// placed) or <c>= listing oak-side-table mina 12d</c> (so long ago). Then one line each: <c>+5m jo: Hello</c>,
/// <c>jo (note): …</c>, <c>ana (re 2): …</c>, <c>ana reads</c>, <c>jo assigns lee</c>; <c>| …</c> goes on with the message before.
/// </summary>
/// <param name="Kind"><c>order</c>, <c>listing</c> or <c>service</c>.</param>
/// <param name="Party">The business of an order, the customer of a listing or service.</param>
internal sealed partial record Screenplay(string Kind, string Topic, string Party, string When, IReadOnlyList<Cue> Cues)
{
    private const string Folder = "Parley.Demo.Talks.";

    public string Name => $"{Kind} {Topic} {Party}";

    /// <summary>All that the program carries.</summary>
    public static IReadOnlyList<Screenplay> All()
    {
        var assembly = Assembly.GetExecutingAssembly();

        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Read(assembly.GetManifestResourceStream(name)!)),
        ];
    }

    private static List<Screenplay> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var plays = new List<Screenplay>();
        var cues = new List<Cue>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
                plays.Add(Begin(line.Split(' '), cues = []));
            else if (line.StartsWith('|'))
                cues[^1] = GoOn((Says)cues[^1], line[1..].TrimStart());
            else if (line.Length > 0)
                cues.Add(CueOf(line, $"{plays[^1].Name}/{cues.Count}"));
        }

        return plays;
    }

    private static Screenplay Begin(string[] words, List<Cue> cues) =>
        words is [_, var kind, var topic, var party, var when]
            ? new Screenplay(kind, topic, party, when, cues)
            : throw new FormatException($"'{string.Join(' ', words)}' begins no talk.");

    private static Says GoOn(Says said, string text) => said with { Text = $"{said.Text}\n{text}" };

    private static Cue CueOf(string line, string name)
    {
        if (Line().Match(line) is not { Success: true } match)
            throw new FormatException($"'{line}' is no line of a talk.");

        var who = match.Groups["who"].Value;
        // People take one to eight minutes when nothing is said of it.
        var after = match.Groups["after"] is { Success: true } given
            ? DemoTimes.Span(given.Value)
            : TimeSpan.FromMinutes(1 + DemoIds.Below(8, name));
        var how = match.Groups["how"].Value;

        return match.Groups["text"] is { Success: true } text
            ? new Says(
                who,
                after,
                text.Value,
                how == "note",
                how is ['r', 'e', ' ', .. var number] ? int.Parse(number) : 0
            )
            : new Does(who, after, match.Groups["deed"].Value, match.Groups["whom"].Value);
    }

    [GeneratedRegex(
        @"^(\+(?<after>\d+[mhd]) )?(?<who>\w+)(( \((?<how>note|re \d+)\))?: (?<text>.+)| (?<deed>reads|resolves|archives|mutes|marks|assigns)( (?<whom>\w+))?)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Line();
}
