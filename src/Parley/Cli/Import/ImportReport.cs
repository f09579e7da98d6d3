using System.Text.Json;
using Parley.Kernel;

namespace Parley.Cli.Import;

/// <summary>An order that was not imported.</summary>
internal sealed record RefusedOrder(long Line, string Reason, string? ExternalId = null);

/// <summary>
/// Takes what became of each order as it comes, and counts it in the order of the file: what is counted is all settled, and a run
/// that stops can go on from there.
/// </summary>
internal sealed class ImportReport : IDisposable
{
    private const int Shown = 20;

    private readonly Lock _lock = new();
    private readonly ImportOptions _options;
    private readonly FileStream _refused;
    private readonly List<RefusedOrder> _first = [];
    private readonly Dictionary<long, (RefusedOrder Order, SentOrder Sent)> _ahead = [];
    private ImportProgress _progress;

    public ImportReport(ImportOptions options)
    {
        _options = options;
        _progress = ImportProgress.Load(options);
        _refused = new FileStream(options.RefusedFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _refused.SetLength(Math.Min(_progress.RefusedBytes, _refused.Length));
        _refused.Position = _refused.Length;
    }

    public ImportCounts Counts
    {
        get
        {
            lock (_lock)
                return _progress.Counts;
        }
    }

    /// <param name="position">Which order of the file, from 0.</param>
    public void Settle(long position, long line, string? externalId, SentOrder sent)
    {
        lock (_lock)
        {
            _ahead[position] = (new RefusedOrder(line, sent.Refusal ?? "", externalId), sent);
            while (_ahead.Remove(_progress.Counts.Settled, out var next))
            {
                _progress = _progress with { Counts = _progress.Counts.With(next.Sent) };
                if (next.Sent.Refusal is not null)
                    Refuse(next.Order);
            }
        }
    }

    private void Refuse(RefusedOrder order)
    {
        if (_first.Count < Shown)
            _first.Add(order);
        _refused.Write(JsonSerializer.SerializeToUtf8Bytes(order, KernelModule.Json));
        _refused.WriteByte((byte)'\n');
    }

    public void Save()
    {
        if (_options.IsDryRun)
            return;
        lock (_lock)
        {
            _refused.Flush();
            (_progress with { RefusedBytes = _refused.Length }).Save(_options);
        }
    }

    /// <summary>Nothing is left to go on with.</summary>
    public void Finish()
    {
        if (!_options.IsDryRun)
            File.Delete(_options.ProgressFile);
    }

    public void Show(TextWriter output)
    {
        output.WriteLine(Counts);
        foreach (var order in _first)
            output.WriteLine($"  {order.Line, 8}  {order.ExternalId}  {order.Reason}");
        if (Counts.Refused > 0)
            output.WriteLine($"  All {Counts.Refused:N0} refused are in {_options.RefusedFile}");
    }

    public void Dispose()
    {
        _refused.Dispose();
        if (Counts.Refused == 0)
            File.Delete(_options.RefusedFile);
    }
}
