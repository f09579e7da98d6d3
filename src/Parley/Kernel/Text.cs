using System.Globalization;
using System.Text;

namespace Parley.Kernel;

/// <summary>Questions that every text from outside must answer.</summary>
public static class Text
{
    /// <summary>
    /// Whether anything of the text shows: zero-width characters, spaces, controls and marks without a letter to stand on do not.
    /// </summary>
    public static bool HasVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune))
                return true;

        return false;
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.OtherNotAssigned
            )
        // The Hangul fillers and the blank braille pattern are letters and symbols without ink.
        && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800);

    /// <summary>For comparing without regard to case and width.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim();

    /// <summary>
    /// A LIKE pattern, with <c>\</c> as escape, of what holds <paramref name="part"/> in a folded text. None of its characters has a
    /// special meaning.
    /// </summary>
    public static string LikeHolds(string? part)
    {
        var folded = Fold(part ?? "").Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");

        return $"%{folded}%";
    }

    /// <summary>At most <paramref name="maxCharacters"/> characters as people count them, on one line, with an ellipsis where it was cut.</summary>
    public static string Preview(string text, int maxCharacters)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var elements = StringInfo.GetTextElementEnumerator(line);
        var count = 0;
        var cut = 0;
        while (elements.MoveNext())
        {
            count++;
            // The ellipsis takes the last place.
            if (count == maxCharacters)
                cut = elements.ElementIndex;
            if (count > maxCharacters)
                return string.Concat(line.AsSpan(0, cut), "…");
        }

        return line;
    }
}
