using System.Diagnostics;
using System.Text.Json;
using Parley.Load;

namespace Parley.Bench;

/// <summary>Compares the same pages of a smaller and a larger database.</summary>
internal static class Turns
{
    private const int Rounds = 10;

    // A host that is never quiet must not keep the measurement for ever.
    private const int MaxRounds = 60;

    /// <summary>A loop that only computes has a 99th of 1.3 times its median up to there, and of 30 times at a third.</summary>
    private const double MaxStolen = 0.03;
    private const int PagesPerRound = 100;

    /// <summary>The server compiles its code for a quarter of a minute under load, and a page would be blamed for it.</summary>
    public const int WarmUpRounds = 60;

    /// <summary>
    /// Reports how long a page takes of each, and by how much longer the median is of the larger. What was read while the host
    /// took more of the machine than <see cref="MaxStolen"/> is read again, and what it came to is printed beside.
    /// </summary>
    /// <param name="unit">Such as <c>times-for-10x</c>.</param>
    /// <param name="warmUpRounds">Of a hundred pages of each.</param>
    public static async Task Compare(
        string place,
        (int Size, Pages Pages) few,
        (int Size, Pages Pages) many,
        string unit,
        int warmUpRounds = WarmUpRounds
    )
    {
        for (var round = 0; round < warmUpRounds; round++)
        {
            await few.Pages.Read(PagesPerRound);
            await many.Pages.Read(PagesPerRound);
        }

        // From one and the other, so that both meet the machine as it is just then.
        var (ofFew, ofMany) = (new Times(), new Times());
        for (var round = 0; round < MaxRounds && (ofFew.Rounds < Rounds || ofMany.Rounds < Rounds); round++)
        {
            await ofFew.Add(few.Pages);
            await ofMany.Add(many.Pages);
        }

        var median = ofFew.Print($"{place}.{few.Size}");
        Report.Line($"{place}.growth", ofMany.Print($"{place}.{many.Size}") / median, unit);
    }

    private sealed class Times
    {
        private readonly List<double> _all = [];
        private readonly List<double> _undisturbed = [];

        /// <summary>Undisturbed ones.</summary>
        public int Rounds { get; private set; }

        public async Task Add(Pages pages)
        {
            var before = Stolen.Now();
            var times = await pages.Read(PagesPerRound);
            _all.AddRange(times);
            if (Stolen.Now().ShareSince(before) > MaxStolen)
                return;
            _undisturbed.AddRange(times);
            Rounds++;
        }

        /// <returns>The median.</returns>
        public double Print(string place)
        {
            // Where the host left no peace at all, what is known is what was measured in spite of it.
            var times = Rounds == 0 ? _all : _undisturbed;
            var median = At(times, 50);
            Report.Line($"{place}.p50", median, "ms");
            Report.Line($"{place}.p99", At(times, 99), "ms");
            if (Rounds * PagesPerRound < _all.Count)
            {
                Report.Line($"{place}.undisturbed", (double)Rounds * PagesPerRound / _all.Count, "of-pages");
                Report.Line($"{place}.p99-of-all", At(_all, 99), "ms");
            }

            return median;
        }

        private static double At(List<double> times, int percent)
        {
            times.Sort();

            return times[times.Count * percent / 100];
        }
    }
}

/// <summary>Reads the first page again and again, or one page after the other into the depth, and from the top again at the end.</summary>
/// <param name="minItems">So many a first page must have.</param>
internal sealed class Pages(HttpClient http, string path, bool isDeep = false, int minItems = 0) : IDisposable
{
    private string? _next;

    /// <returns>How long each page took, in milliseconds.</returns>
    public async Task<IReadOnlyList<double>> Read(int count)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var text = await http.GetStringAsync($"/api/v1{_next ?? path}");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            using var page = JsonDocument.Parse(text);
            if (page.RootElement.GetProperty("items").GetArrayLength() < minItems && !isDeep)
                throw new InvalidDataException($"{path} is not a full page.");
            _next =
                isDeep && page.RootElement.TryGetProperty("next", out var word)
                    ? $"{path}&before={Uri.EscapeDataString(word.GetString()!)}"
                    : null;
        }

        return times;
    }

    public void Dispose() => http.Dispose();
}
