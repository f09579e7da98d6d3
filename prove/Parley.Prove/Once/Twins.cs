using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Once;

/// <summary>The same send a hundred times at once, through both doors: one message, and everybody is told of that one.</summary>
internal static class Twins
{
    private const int HubTwins = 50;
    private const int RestTwins = 50;

    public static async Task<IReadOnlyList<string>> Run(LoadServer server, Pair pair, int rounds)
    {
        var device = new Device(server.Address, pair.ConversationId, pair.MemberToken);
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var http = new HttpClient(handler);
        var hubs = new List<HubSocket>();
        for (var i = 0; i < HubTwins; i++)
        {
            hubs.Add(new HubSocket());
            await hubs[i].Connect(device.Node, device.Token);
        }

        var violations = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            var clientId = Guid.CreateVersion7();
            var body = $"twin-{clientId:N}";
            var answers = await Task.WhenAll([
                .. hubs.Select(hub => Doors.Hub(hub, device, clientId, body)),
                .. Enumerable.Range(0, RestTwins).Select(_ => Doors.Rest(http, device, clientId, body)),
            ]);
            if (answers.Distinct().Count() != 1 || answers[0].Message is null)
                violations.Add(
                    $"{clientId} got {answers.Distinct().Count()} different answers, one of them {answers[0]}."
                );
        }

        foreach (var hub in hubs)
            await hub.DisposeAsync();

        return violations;
    }
}
