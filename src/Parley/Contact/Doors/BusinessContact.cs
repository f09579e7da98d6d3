using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Doors;

/// <summary>How a business is reached besides, for who may know.</summary>
/// <param name="Phone">In the form of E.164.</param>
public sealed record BusinessContact(string? Phone, string? Email)
{
    internal IReadOnlyList<string> Kinds =>
        [.. new[] { Phone is null ? null : "phone", Email is null ? null : "email" }.OfType<string>()];

    /// <returns>Null when nothing is known, or the caller may not know it.</returns>
    internal static async Task<BusinessContact?> Of(Work work, Actor? actor, Target target)
    {
        if (actor is not { PersonRow: not 0 })
            return null;

        var row = await work.One<Row>(
            "SELECT phone, email, reveal FROM business_contact WHERE business_row = @BusinessRow",
            target
        );
        if (row is null)
            return null;

        return
            await MayContact.Refusal(work, actor, target.Kind, row.Reveal, target.ShopRow, target.BusinessRow) is null
            ? new BusinessContact(row.Phone, row.Email)
            : null;
    }

    private sealed class Row
    {
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public ContactPolicy Reveal { get; init; }
    }
}
