using System.Diagnostics;

namespace Parley.Bench;

/// <summary>What was measured between <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class Timing
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = new(1 << 20);
    private bool _isMeasuring;
    private long _begun;
    private TimeSpan _elapsed;
    private TimeSpan _processor;

    /// <summary>Acks over the whole run, warm-up and last answers included.</summary>
    public long TotalAcked { get; set; }

    public long TotalReceived { get; set; }

    public double PerSecond => _milliseconds.Count / _elapsed.TotalSeconds;

    public double MicrosecondsPerMessage => _processor.TotalMicroseconds / _milliseconds.Count;

    public void Begin(TimeSpan processor)
    {
        lock (_lock)
            (_isMeasuring, _begun, _processor) = (true, Stopwatch.GetTimestamp(), processor);
    }

    public void End(TimeSpan processor)
    {
        lock (_lock)
        {
            (_isMeasuring, _elapsed, _processor) = (false, Stopwatch.GetElapsedTime(_begun), processor - _processor);
            _milliseconds.Sort();
        }
    }

    public void Acked(long sentAt)
    {
        lock (_lock)
            if (_isMeasuring)
                _milliseconds.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
    }

    public double Percentile(int percent) =>
        _milliseconds.Count == 0
            ? 0
            : _milliseconds[Math.Min(_milliseconds.Count - 1, _milliseconds.Count * percent / 100)];
}
