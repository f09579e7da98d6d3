using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Conversations;

/// <summary>What a conversation is about, as it was when something last changed in it.</summary>
/// <param name="Id">The order, listing or service; absent for general.</param>
/// <param name="ExternalId">The shop's own id of it; for an order its number.</param>
/// <param name="Status">Such as <c>shipped</c>, or a listing's own word.</param>
/// <param name="StatusLabel">The shop's own word for the status.</param>
/// <param name="Attributes">Colour, size and the like, in the shop's words.</param>
public sealed record TopicView(
    TopicKind Kind,
    string Title,
    Guid? Id = null,
    string? ExternalId = null,
    string? ImageUrl = null,
    Money? Price = null,
    string? Status = null,
    string? StatusLabel = null,
    IReadOnlyDictionary<string, string>? Attributes = null
)
{
    internal static TopicView Parse(string snapshot) =>
        JsonSerializer.Deserialize<TopicView>(snapshot, KernelModule.Json)!;

    /// <summary>As it stands in the conversation's row.</summary>
    internal string ToSnapshot() => JsonSerializer.Serialize(this, KernelModule.Json);
}
