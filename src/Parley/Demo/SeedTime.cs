namespace Parley.Demo;

/// <summary>
/// The time while demo data is made: what happened weeks ago is told to happen then. Wall clock and monotonic clock move
/// together, so that limits by the minute see the minutes of the story.
/// </summary>
internal sealed class SeedTime : TimeProvider
{
    private long _ticks;

    /// <summary>Goes forward only.</summary>
    public DateTimeOffset Now
    {
        get => new(_ticks, TimeSpan.Zero);
        set => _ticks = Math.Max(_ticks, value.UtcTicks);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _ticks;
}
