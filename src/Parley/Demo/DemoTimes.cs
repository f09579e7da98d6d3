using System.Globalization;

namespace Parley.Demo;

/// <summary>How the story's dates follow from the moment at which the demo was made.</summary>
internal static class DemoTimes
{
    /// <summary>How far back the story begins.</summary>
    public static readonly TimeSpan Story = TimeSpan.FromDays(46);

    /// <summary>Nothing of the story lies nearer to the present.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>Such as <c>12d</c>, a moment of that day between eight and five, or <c>90m</c> and <c>3h</c>, exactly so long ago.</summary>
    public static DateTimeOffset Ago(DateTimeOffset now, string ago, string name)
    {
        if (ago[^1] != 'd')
            return now - Span(ago);

        var day = new DateTimeOffset((now - Span(ago)).Date, TimeSpan.Zero);
        const int opensAt = 8 * 60;
        const int minutesOpen = 9 * 60;
        var moment = day.AddMinutes(opensAt + DemoIds.Below(minutesOpen, name));

        return moment < now - TimeSpan.FromHours(1) ? moment : now - TimeSpan.FromHours(2);
    }

    /// <summary>Such as <c>5m</c>, <c>3h</c>, <c>2d</c>.</summary>
    public static TimeSpan Span(string text)
    {
        var count = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture);

        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw new FormatException($"'{text}' is no span of time."),
        };
    }

    /// <summary>The moment after <paramref name="offset"/> of a course of events that takes <paramref name="length"/>, hurried where it would last beyond the present.</summary>
    public static DateTimeOffset Within(DateTimeOffset now, DateTimeOffset start, TimeSpan offset, TimeSpan length)
    {
        var room = now - Margin - start;

        return length <= room ? start + offset : start + (room * (offset / length));
    }
}
