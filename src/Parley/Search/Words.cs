using System.Globalization;
using System.Text;

namespace Parley.Search;

/// <summary>A word as the index knows it, and where it stands in the text, in UTF-16 code units.</summary>
internal readonly record struct FoundWord(string Folded, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>
/// The one tokeniser, for texts and for what is sought in them. A word is a run of letters, digits and their marks, without regard
/// to case, width and accents. Scripts that write without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are taken as signs
/// and pairs of signs. Everything else only separates, so no sign has a meaning in a search.
/// </summary>
internal static class Words
{
    /// <summary>Of a change in what is a word: an index of another version is made anew.</summary>
    public const int Version = 1;

    // Longer ones are cut, in texts and in searches alike.
    private const int MaxLength = 64;

    /// <summary>All words of a text, in its order.</summary>
    public static List<FoundWord> Of(string text) => Read(text, isSought: false);

    /// <summary>The words that a text must all have to be found, each once.</summary>
    public static IReadOnlyList<string> Sought(string query) =>
        [.. Read(query, isSought: true).Select(word => word.Folded).Distinct(StringComparer.Ordinal)];

    private static List<FoundWord> Read(string text, bool isSought)
    {
        var words = new List<FoundWord>();
        var signs = new List<FoundWord>();
        var start = -1;
        for (var i = 0; i <= text.Length; )
        {
            var rune = i < text.Length && Rune.TryGetRuneAt(text, i, out var found) ? found : default;
            var length = i < text.Length && rune != default ? rune.Utf16SequenceLength : 1;
            var isMark = IsMark(rune);
            if (signs.Count > 0 && isMark)
            {
                var (_, first, before) = signs[^1];
                signs[^1] = new FoundWord("", first, before + length);
            }
            else if (IsUnspaced(rune.Value))
            {
                EndWord(i);
                signs.Add(new FoundWord("", i, length));
            }
            else
            {
                EndSigns();
                var isWord = Rune.IsLetter(rune) || Rune.IsNumber(rune) || (isMark && start >= 0);
                if (isWord && start < 0)
                    start = i;
                if (!isWord)
                    EndWord(i);
            }

            i += length;
        }

        return words;

        void EndWord(int end)
        {
            if (start >= 0 && Fold(text, start, end) is { Length: > 0 } folded)
                words.Add(new FoundWord(folded, start, end - start));
            start = -1;
        }

        void EndSigns()
        {
            for (var n = 0; n < signs.Count; n++)
            {
                var sign = signs[n];
                if (!isSought || signs.Count == 1)
                    words.Add(sign with { Folded = Fold(text, sign.Start, sign.End) });
                if (n + 1 < signs.Count)
                    words.Add(
                        new FoundWord(
                            Fold(text, sign.Start, signs[n + 1].End),
                            sign.Start,
                            signs[n + 1].End - sign.Start
                        )
                    );
            }

            signs.Clear();
        }
    }

    private static string Fold(string text, int start, int end)
    {
        var run = text[start..end];
        if (!Ascii.IsValid(run))
        {
            var folded = new StringBuilder(run.Length);
            foreach (var character in run.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
                if (!IsAccent(character))
                    folded.Append(Plain(character));
            run = folded.ToString().Normalize(NormalizationForm.FormC);
        }
        else
        {
            run = run.ToLowerInvariant();
        }

        if (run.Length <= MaxLength)
            return run;

        return run[..(char.IsHighSurrogate(run[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    // Letters that people type without what sets them apart, and that no normalisation takes apart.
    private static string Plain(char character) =>
        character switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' => "d",
            'ı' => "i",
            'ς' => "σ",
            _ => character.ToString(),
        };

    // Latin, Greek and Cyrillic accents, Hebrew and Arabic points: what people leave out when they search. Other scripts' marks are
    // vowels and voices, without which a word is another.
    private static bool IsAccent(char character) =>
        character
            is (>= '\u0300' and <= '\u036F')
                or (>= '\u0591' and <= '\u05C7')
                or '\u0640'
                or (>= '\u064B' and <= '\u065F')
                or '\u0670';

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
        // The voice marks of half-width Katakana are letters to Unicode.
        || rune.Value is 0xFF9E or 0xFF9F;

    private static bool IsUnspaced(int value) =>
        value
            is (>= 0x2E80 and <= 0x2FDF)
                or (>= 0x3005 and <= 0x3007)
                or (>= 0x3041 and <= 0x3096)
                or (>= 0x309D and <= 0x309F)
                or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x30FC and <= 0x30FF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFF66 and <= 0xFF9D)
                or (>= 0x20000 and <= 0x3FFFF)
                or (>= 0x0E01 and <= 0x0E46)
                or (>= 0x0E81 and <= 0x0EC6)
                or (>= 0x1000 and <= 0x109F)
                or (>= 0x1780 and <= 0x17D3);
}
