using System.Diagnostics;
using System.Text.RegularExpressions;
using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Durable;

/// <summary>
/// No acknowledgement leaves before the write-ahead log that holds its message was synced: watched from outside, in the order of
/// the server's own system calls. A killed process alone proves nothing about a power cut.
/// </summary>
internal static partial class SyncProof
{
    private const int Pairs = 8;
    private const int Window = 2;

    // Whole pages, and the longest frame that a socket write may carry.
    private const int MaxShownBytes = 16384;

    public static async Task<bool> Run(int acks)
    {
        if (!CanTrace())
        {
            Console.Error.WriteLine(
                "SKIPPED: the order of fsync and answer, because strace is missing or may not trace."
            );
            Report.Line("durable.synced", 0, "acks-skipped");

            return true;
        }

        await using var store = await Store.Create(null);
        var pairs = await Seed.Conversations(store, Pairs);
        var file = Path.Combine(store.Folder, "trace");
        var acked = await Load(store, pairs, file, acks);

        var trace = new Trace(path => path.EndsWith("parley.db-wal", StringComparison.Ordinal), Name());
        foreach (var line in File.ReadLines(file))
            trace.Read(line);
        var names = await store.Read(work => work.Query<string>("SELECT body FROM message"));
        var unseen = names.Count(body => !trace.Left(Name().Match(body).Value));
        foreach (var name in trace.Uncovered.Take(5))
            Console.Error.WriteLine($"{name} left before its fsync.");
        if (unseen > 0)
            Console.Error.WriteLine($"{unseen} messages were not seen leaving; the trace is not complete.");
        Report.Line("durable.acks-traced", acked, "acks");
        Report.Line("durable.synced", trace.Covered, "acks-after-their-fsync");
        Report.Line("durable.unsynced", trace.Uncovered.Count(), "acks-before-their-fsync");

        return unseen == 0 && !trace.Uncovered.Any() && trace.Covered == acked && acked >= acks;
    }

    private static async Task<long> Load(Store store, IReadOnlyList<Pair> pairs, string file, int acks)
    {
        string[] calls = ["fsync", "fdatasync", "write", "pwrite64", "writev", "pwritev", "sendto", "sendmsg"];
        await using var crowd = new Crowd();
        await using (
            var server = await LoadServer.Start(
                store,
                new ServerStart
                {
                    Wrapper =
                    [
                        "strace",
                        "-f",
                        "-y",
                        "-qq",
                        "--seccomp-bpf",
                        $"-s{MaxShownBytes}",
                        $"-o{file}",
                        "-e",
                        $"trace={string.Join(',', calls)}",
                    ],
                }
            )
        )
        {
            foreach (var pair in pairs)
            {
                crowd.Join(new Device(server.Address, pair.ConversationId, pair.CustomerToken), Window);
                crowd.Join(new Device(server.Address, pair.ConversationId, pair.MemberToken), Window);
            }

            await crowd.Hears(acks);
            await crowd.Finish();
        }

        return crowd.Acked;
    }

    private static bool CanTrace()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-e", "trace=fsync", "true"])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            process.WaitForExit();

            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex("proof-[0-9a-f]{32}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
