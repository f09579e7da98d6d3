namespace Parley.Audit;

/// <summary>Where a request comes from, as it says itself.</summary>
/// <param name="Address">An IP address; empty where there was no network between.</param>
/// <param name="UserAgent">At most 255 characters.</param>
public sealed record Caller(string Address, string UserAgent)
{
    private const int MaxUserAgent = 255;

    public static Caller Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var userAgent = context.Request.Headers.UserAgent.ToString();

        return new Caller(
            address?.ToString() ?? "",
            userAgent.Length > MaxUserAgent ? userAgent[..MaxUserAgent] : userAgent
        );
    }
}
