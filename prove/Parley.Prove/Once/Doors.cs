using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Load;
using Parley.Prove.Record;

namespace Parley.Prove.Once;

/// <summary>What the server answered to a send: a message, or the code of a problem.</summary>
internal sealed record Answer(Seen? Message, string? Problem);

/// <summary>The two doors to one send. A lost connection throws.</summary>
internal static class Doors
{
    /// <summary>Over a live connection of its own.</summary>
    public static async Task<Answer> Hub(Device device, Guid clientId, string body)
    {
        await using var hub = new HubSocket();
        await hub.Connect(device.Node, device.Token);

        return await Hub(hub, device, clientId, body);
    }

    /// <summary>Over a live connection that carries no other call meanwhile.</summary>
    public static async Task<Answer> Hub(HubSocket hub, Device device, Guid clientId, string body)
    {
        await hub.Invoke("1", "Send", device.Argument(clientId, body));
        Answer? answer = null;
        while (answer is null)
            await hub.ReadFrames(frame =>
            {
                if (frame.StartsWith("{\"type\":3"u8))
                    answer = Of(JsonDocument.Parse(Encoding.UTF8.GetString(frame)).RootElement);
            });

        return answer;
    }

    private static Answer Of(JsonElement completion) =>
        completion.TryGetProperty("error", out var error)
            ? new Answer(null, error.GetString()!.Split(' ')[^1])
            : new Answer(Seen.Of(completion.GetProperty("result")), null);

    /// <summary>Over REST, on a connection of its own.</summary>
    public static async Task<Answer> Rest(Device device, Guid clientId, string body)
    {
        // The handler's pool would send a lost POST again by itself on a reused connection; here nobody repeats but the proof.
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var http = new HttpClient(handler);

        return await Rest(http, device, clientId, body);
    }

    public static async Task<Answer> Rest(HttpClient http, Device device, Guid clientId, string body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(device.Node, $"/api/v1/conversations/{device.Conversation}/messages")
        );
        request.Headers.Add("Cookie", $"parley={device.Token}");
        request.Headers.Add("Origin", device.Node.GetLeftPart(UriPartial.Authority));
        request.Content = new StringContent(device.Argument(clientId, body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(request);
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        return response.IsSuccessStatusCode
            ? new Answer(Seen.Of(json), null)
            : new Answer(null, json.GetProperty("code").GetString());
    }
}
