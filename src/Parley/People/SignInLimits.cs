using System.Net;
using System.Net.Sockets;

namespace Parley.People;

/// <summary>
/// Failed sign-ins, in 15 minutes: 10 for one account from one source, 200 from one source over all accounts, and 1,000 for one
/// account over all sources. The first is what a guesser meets; it does not keep the owner out, who comes from elsewhere.
/// </summary>
internal sealed class SignInLimits(AttemptLimits limits)
{
    public const int PerAccountAndSource = 10;
    private const int PerSource = 200;
    private const int PerAccount = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly AttemptRule Pairs = new("sign_in.pair", Window);
    private static readonly AttemptRule Sources = new("sign_in.source", Window);
    private static readonly AttemptRule Accounts = new("sign_in.account", Window);

    public static readonly AttemptRule[] Rules = [Pairs, Sources, Accounts];

    private readonly AttemptLimit _pairs = limits.Of(Pairs, PerAccountAndSource);
    private readonly AttemptLimit _sources = limits.Of(Sources, PerSource);
    private readonly AttemptLimit _accounts = limits.Of(Accounts, PerAccount);

    public void Take(string account, string source) => AttemptLimit.TakeAll(KeysOf(account, source));

    public void Succeeded(string account, string source)
    {
        foreach (var (limit, key) in KeysOf(account, source))
            limit.GiveBack(key);
    }

    // The source first: who is refused by it must not fill the memory with accounts that he makes up.
    private (AttemptLimit Limit, string Key)[] KeysOf(string account, string source) =>
        [(_sources, source), (_accounts, account), (_pairs, $"{account} {source}")];
}

/// <summary>Where requests come from, for limits.</summary>
internal static class Source
{
    /// <summary>An IPv4 address, or the /64 network of an IPv6 address, which is what one customer of a provider gets.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
