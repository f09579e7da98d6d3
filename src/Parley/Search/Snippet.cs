namespace Parley.Search;

/// <summary>A piece of a text, in its order.</summary>
/// <param name="IsMatch">Whether it is what was sought.</param>
public sealed record SnippetPiece(string Text, bool IsMatch = false);

/// <summary>The part of a text in which what was sought first stands.</summary>
internal static class Snippet
{
    private const int MaxLength = 180;

    // Enough to see what it belongs to.
    private const int Before = 50;

    private const string Ellipsis = "…";

    public static IReadOnlyList<SnippetPiece> Of(string body, IReadOnlyCollection<string> sought)
    {
        var matches = Words.Of(body).Where(word => sought.Contains(word.Folded)).ToList();
        var first = matches.Count > 0 ? matches[0].Start : 0;
        var start = first <= Before ? 0 : BlankBehind(body, first - Before, first);
        var end = Math.Min(body.Length, start + MaxLength);
        if (end < body.Length)
            end = BlankBefore(body, end, start + (MaxLength / 2));

        var pieces = new List<SnippetPiece>();
        if (start > 0)
            Add(pieces, Ellipsis, isMatch: false);
        var place = start;
        foreach (var match in matches.Where(match => match.End <= end))
        {
            // Pairs of signs overlap: what is marked already is not marked twice.
            var from = Math.Max(match.Start, place);
            if (match.End <= from)
                continue;

            Add(pieces, body[place..from], isMatch: false);
            Add(pieces, body[from..match.End], isMatch: true);
            place = match.End;
        }

        Add(pieces, body[place..end], isMatch: false);
        if (end < body.Length)
            Add(pieces, Ellipsis, isMatch: false);

        return pieces;
    }

    private static void Add(List<SnippetPiece> pieces, string text, bool isMatch)
    {
        if (text.Length == 0)
            return;

        if (pieces.Count > 0 && pieces[^1].IsMatch == isMatch)
            pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + text };
        else
            pieces.Add(new SnippetPiece(text, isMatch));
    }

    /// <summary>Behind the first blank from a place on, so that no word and no sign is cut; where there is none, at the limit.</summary>
    private static int BlankBehind(string text, int from, int limit)
    {
        for (var i = from; i < limit; i++)
            if (char.IsWhiteSpace(text[i]))
                return i + 1;

        return Whole(text, from);
    }

    private static int BlankBefore(string text, int from, int limit)
    {
        for (var i = from; i > limit; i--)
            if (char.IsWhiteSpace(text[i]))
                return i;

        return Whole(text, from);
    }

    private static int Whole(string text, int place) => char.IsLowSurrogate(text[place]) ? place - 1 : place;
}
