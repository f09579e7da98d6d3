using Parley.Conversations;

namespace Parley.Search;

/// <summary>
/// What stands in the index beside words: who may read a message, and what never changes in it. Each begins with a sign that no word
/// has.
/// </summary>
internal static class Terms
{
    public static string Reader(Owner owner) => $"@{owner.Value}";

    public static string Business(long row) => $"${row}";

    public static string Of(Role role) => $"^{(int)role}";

    public static string Of(Channel channel) => $"~{(int)channel}";
}
