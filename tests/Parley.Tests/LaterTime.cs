namespace Parley.Tests;

/// <summary>The time of the server, which goes on as it does, and further when told.</summary>
internal sealed class LaterTime : TimeProvider
{
    private long _ticks;

    public void Add(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
}
