using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>What somebody without an account says of himself.</summary>
/// <param name="Email">Folded.</param>
/// <param name="Phone">Folded.</param>
internal sealed record Guest(string Name, string Email, string? Phone)
{
    /// <exception cref="RuleBrokenException">A field is missing, or is none.</exception>
    public static Guest Of(SendInquiryRequest request) =>
        new(
            request.Name?.Trim() ?? throw RuleBrokenException.Field("name", "Say who you are."),
            Addresses.RequireEmail(request.Email),
            request.Phone is { } phone ? Addresses.RequirePhone(phone) : null
        );
}

/// <summary>People without an account.</summary>
internal static class Guests
{
    /// <summary>A new guest, whose address is only claimed.</summary>
    public static async Task<Actor> Make(Work work, Guest guest, DateTimeOffset now)
    {
        var personRow = await Persons.InsertGuest(work, guest.Name, now);
        await Persons.AddIdentity(
            work,
            personRow,
            Persons.Installation,
            new(IdentityKind.Email, guest.Email, false),
            now
        );
        await AddPhone(work, personRow, guest, now);

        return (await ActorOf(work, personRow))!;
    }

    public static async Task AddPhone(Work work, long personRow, Guest guest, DateTimeOffset now)
    {
        if (guest.Phone is { } phone)
            await Persons.AddIdentity(
                work,
                personRow,
                Persons.Installation,
                new(IdentityKind.Phone, phone, false),
                now
            );
    }

    /// <summary>For the business with which the conversation is.</summary>
    public static Task KeepPhone(Work work, Guid conversationId, string? phone) =>
        phone is null
            ? Task.CompletedTask
            : work.Execute(
                "UPDATE conversation SET guest_phone = @phone WHERE id = @conversationId",
                new { conversationId, phone }
            );

    /// <summary>For what is done in his name when he is not there; null when he is banned.</summary>
    public static async Task<Actor?> ActorOf(Work work, long personRow)
    {
        var row = await work.One<PersonRow>(
            "SELECT row_id, id, name, is_guest, access_version FROM person WHERE row_id = @personRow AND banned_at IS NULL",
            new { personRow }
        );

        return row is null
            ? null
            : new Actor(row.RowId, row.Id, row.Name, Persons.Installation, false, false, row.AccessVersion, 0)
            {
                IsGuest = row.IsGuest,
            };
    }

    private sealed class PersonRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsGuest { get; init; }
        public long AccessVersion { get; init; }
    }
}
