using Parley.Kernel;

namespace Parley.Cli.Import;

/// <summary>Sends the orders of a file to a server, some at once. What was sent before is unchanged there and does no harm.</summary>
internal sealed class ImportOrders(ImportOptions options, ImportTerminal terminal, Clock clock)
{
    public const int AllTaken = 0;
    public const int SomeRefused = 1;

    /// <summary>As shells say it of Ctrl+C (128 + SIGINT).</summary>
    public const int Stopped = 130;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private const int SecondsBetweenLogLines = 10;

    /// <returns>The exit code.</returns>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        try
        {
            options.Check();
            await using var file = File.OpenRead(options.File);
            using var report = new ImportReport(options);

            return await Run(file, report, cancellationToken);
        }
        catch (Exception failure) when (failure is ImportStoppedException or IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync(failure.Message);

            return SomeRefused;
        }
    }

    private async Task<int> Run(FileStream file, ImportReport report, CancellationToken cancellationToken)
    {
        var before = report.Counts.Settled;
        if (before > 0)
            await terminal.Error.WriteLineAsync($"Going on after {before:N0} orders; --from-start begins anew.");
        using var ended = new CancellationTokenSource();
        var showing = ShowProgress(file, report, ended.Token);
        try
        {
            await SendAll(file, report, before, cancellationToken);
            report.Finish();

            return report.Counts.Refused == 0 ? AllTaken : SomeRefused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            report.Save();
            await terminal.Error.WriteLineAsync("Stopped. Run it again to go on.");

            return Stopped;
        }
        catch (ImportStoppedException)
        {
            report.Save();
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await showing;
            if (terminal.IsWatched)
                await terminal.Error.WriteLineAsync();
            report.Show(terminal.Output);
        }
    }

    private async Task SendAll(FileStream file, ImportReport report, long before, CancellationToken cancellationToken)
    {
        using var sender = new OrderSender(options, clock);
        await Parallel.ForEachAsync(
            OrderFile
                .Read(options.File, file, cancellationToken)
                .Select((entry, position) => (Entry: entry, Position: (long)position))
                .Where(read => read.Position >= before),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (read, stop) =>
            {
                var order = OrderCheck.Run(read.Entry);
                var sent =
                    order.Refusal is null && !options.IsDryRun
                        ? await sender.Send(order.ExternalId!, order.Order!, stop)
                        : new SentOrder(Outcome: null, order.Refusal);
                report.Settle(read.Position, read.Entry.Line, order.ExternalId, sent);
            }
        );
    }

    private async Task ShowProgress(FileStream file, ImportReport report, CancellationToken ended)
    {
        var (began, before) = (clock.Ticks, report.Counts.Settled);
        for (var seconds = 1; ; seconds++)
        {
            await clock.Delay(Second, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;

            report.Save();
            var counts = report.Counts;
            var rate = (counts.Settled - before) / clock.Since(began).TotalSeconds;
            var line = $"{100 * file.Position / Math.Max(1, file.Length)} %  {rate:N0} orders/s  {counts}";
            if (terminal.IsWatched)
                await terminal.Error.WriteAsync($"\r{line}\e[K");
            else if (seconds % SecondsBetweenLogLines == 0)
                await terminal.Error.WriteLineAsync(line);
        }
    }
}
