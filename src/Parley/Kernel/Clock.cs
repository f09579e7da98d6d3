namespace Parley.Kernel;

/// <summary>The one source of the current instant. Durations are taken from <see cref="Ticks"/>, never from two instants.</summary>
public sealed class Clock(TimeProvider time)
{
    /// <summary>The wall clock, UTC, cut to milliseconds, which is what is stored and shown. It may jump either way.</summary>
    public DateTimeOffset Now
    {
        get
        {
#pragma warning disable RS0030 // the one place
            return DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
#pragma warning restore RS0030
        }
    }

    /// <summary>A monotonic count that no clock change moves; compare by <see cref="Since"/>.</summary>
    public long Ticks => time.GetTimestamp();

    /// <summary>How long ago <paramref name="ticks"/> was taken.</summary>
    public TimeSpan Since(long ticks) => time.GetElapsedTime(ticks);

    /// <summary>Waits on the same time that <see cref="Ticks"/> counts.</summary>
    public Task Delay(TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, time, cancellationToken);
}
