using System.Net;
using System.Net.Sockets;
using Parley.Kernel;

namespace Parley.People;

/// <summary>
/// Failed sign-ins, in 15 minutes: 10 for one account from one source, 200 from one source over all accounts, and 1,000 for one
/// account over all sources. The first is what a guesser meets; it does not keep the owner out, who comes from elsewhere.
/// </summary>
internal sealed class SignInLimits(Clock clock)
{
    public const int PerAccountAndSource = 10;
    private const int PerSource = 200;
    private const int PerAccount = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly AttemptLimit _pairs = new(PerAccountAndSource, Window, clock);
    private readonly AttemptLimit _sources = new(PerSource, Window, clock);
    private readonly AttemptLimit _accounts = new(PerAccount, Window, clock);

    public void Take(string account, string source)
    {
        var limits = LimitsOf(account, source);
        var taken = 0;
        try
        {
            for (; taken < limits.Length; taken++)
                limits[taken].Limit.Take(limits[taken].Key);
        }
        catch (RuleBrokenException)
        {
            GiveBack(limits.Take(taken));
            throw;
        }
    }

    public void Succeeded(string account, string source) => GiveBack(LimitsOf(account, source));

    // The source first: who is refused by it must not fill the memory with accounts that he makes up.
    private (AttemptLimit Limit, string Key)[] LimitsOf(string account, string source) =>
        [(_sources, source), (_accounts, account), (_pairs, $"{account} {source}")];

    private static void GiveBack(IEnumerable<(AttemptLimit Limit, string Key)> limits)
    {
        foreach (var (limit, key) in limits)
            limit.GiveBack(key);
    }
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
