using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Once;

/// <summary>Each message's first answer is lost after the commit; the same send again, through the other door or the same one, gets it.</summary>
internal sealed partial class CutAcks(LoadServer server, IReadOnlyList<Pair> pairs)
{
    private const int Workers = 8;

    private readonly ConcurrentDictionary<Guid, Guid> _lostIds = new();
    private readonly ConcurrentQueue<string> _violations = new();

    public IReadOnlyCollection<string> Violations => _violations;

    /// <returns>How many answers were lost.</returns>
    public async Task<int> Run(int cuts)
    {
        await using var proxy = new CuttingProxy(server.Address) { Loses = Loses };
        var workers = Enumerable
            .Range(0, Workers)
            .Select(worker => Task.Run(() => Work(proxy, pairs[worker % pairs.Count], cuts / Workers)));
        await Task.WhenAll(workers);

        return proxy.Cuts;
    }

    private async Task Work(CuttingProxy proxy, Pair pair, int count)
    {
        var cut = new Device(proxy.Address, pair.ConversationId, pair.CustomerToken);
        var straight = cut with { Node = server.Address };
        for (var i = 0; i < count; i++)
        {
            var clientId = Guid.CreateVersion7();
            var body = $"once-{clientId:N}";
            if (await Outcome(cut, clientId, body, byHub: i % 2 == 0) is not null)
                _violations.Enqueue($"{clientId} got through, though its answer was to be lost.");

            var again =
                i % 4 < 2 ? await Doors.Hub(straight, clientId, body) : await Doors.Rest(straight, clientId, body);
            if (again.Message?.Id != _lostIds[clientId])
                _violations.Enqueue(
                    $"{clientId} was stored as {_lostIds[clientId]}, then answered {again.Message?.Id} {again.Problem}."
                );
            var other =
                i % 2 == 0 ? await Doors.Rest(straight, clientId, "else") : await Doors.Hub(straight, clientId, "else");
            if (other.Problem != "idempotency_mismatch")
                _violations.Enqueue($"{clientId} with another text was answered {other.Problem ?? "a message"}.");
        }
    }

    private static async Task<Answer?> Outcome(Device device, Guid clientId, string body, bool byHub)
    {
        try
        {
            return byHub ? await Doors.Hub(device, clientId, body) : await Doors.Rest(device, clientId, body);
        }
        catch (Exception lost) when (lost is IOException or WebSocketException or HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Loses every answer that shows a stored message, and keeps the id that it showed.</summary>
    private bool Loses(string text)
    {
        if (Stored().Match(text) is not { Success: true } match)
            return false;
        _lostIds[Guid.Parse(match.Groups["client"].Value)] = Guid.Parse(match.Groups["id"].Value);

        return true;
    }

    [GeneratedRegex(
        """\{"id":"(?<id>[0-9a-f-]{36})","conversationId".*?"body":"once-(?<client>[0-9a-f]{32})""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Stored();
}
