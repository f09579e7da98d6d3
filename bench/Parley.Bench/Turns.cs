using System.Diagnostics;
using System.Text.Json;
using Parley.Load;

namespace Parley.Bench;

/// <summary>Compares the same pages of a smaller and a larger database.</summary>
internal static class Turns
{
    private const int Rounds = 10;
    private const int PagesPerRound = 100;

    /// <summary>The server compiles its code for a quarter of a minute under load, and a page would be blamed for it.</summary>
    public const int WarmUpRounds = 60;

    /// <summary>Reports how long a page takes of each, and by how much longer the median is of the larger.</summary>
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
        await Read(few.Pages, many.Pages, warmUpRounds);
        var (ofFew, ofMany) = await Read(few.Pages, many.Pages, Rounds);
        var median = Print(place, few.Size, ofFew);
        Report.Line($"{place}.growth", Print(place, many.Size, ofMany) / median, unit);
    }

    /// <summary>Reads from one and the other, so that both meet the machine as it is just then.</summary>
    private static async Task<(List<double> OfFew, List<double> OfMany)> Read(Pages few, Pages many, int rounds)
    {
        var (ofFew, ofMany) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            ofFew.AddRange(await few.Read(PagesPerRound));
            ofMany.AddRange(await many.Read(PagesPerRound));
        }

        return (ofFew, ofMany);
    }

    /// <returns>The median.</returns>
    private static double Print(string place, int size, List<double> times)
    {
        times.Sort();
        Report.Line($"{place}.{size}.p50", times[times.Count / 2], "ms");
        Report.Line($"{place}.{size}.p99", times[times.Count * 99 / 100], "ms");

        return times[times.Count / 2];
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
