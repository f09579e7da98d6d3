using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;

namespace Parley.Cli.Import;

/// <summary>An order that the server will probably take, or why it will not.</summary>
internal sealed record CheckedOrder(string? ExternalId, PushOrderRequest? Order, string? Refusal);

/// <summary>Looks at an order as the server's door does, by the same rules; what needs the database only the server knows.</summary>
internal static class OrderCheck
{
    public static CheckedOrder Run(OrderEntry entry)
    {
        string? externalId = null;
        PushOrderRequest? order = null;
        var refusal = entry.Refusal;
        try
        {
            order = JsonSerializer.Deserialize<PushOrderRequest>(entry.Json, KernelModule.Json);
            externalId = ExternalIdOf(order);
        }
        catch (JsonException notAnOrder)
        {
            refusal ??= $"Not valid at {notAnOrder.Path ?? "$"}.";
        }
        refusal ??= RefusalOf(externalId, order);

        return new CheckedOrder(
            externalId,
            refusal is null ? order! with { Others = null, Announce = order.Announce ?? false } : null,
            refusal
        );
    }

    private static string? ExternalIdOf(PushOrderRequest? order) =>
        order?.Others?.TryGetValue("externalId", out var value) == true && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? RefusalOf(string? externalId, PushOrderRequest? order)
    {
        if (order is null)
            return "Not an order.";
        if (externalId is null)
            return "externalId is missing.";
        // Not even escaped can these be one part of an address (RFC 3986 §3.3 and §6.2.2.3).
        if (!ExternalIdAttribute.Holds(externalId) || externalId.Contains('/') || externalId is "." or "..")
            return "externalId must be 1 to 128 printable characters without a slash.";
        if (order.Customer.Email is { } email && Addresses.FoldEmail(email) is null)
            return "customer.email: Must be an e-mail address.";

        return Broken("", order)
            ?? Broken("customer.", order.Customer)
            ?? order
                .Items.Select((item, i) => Broken($"items[{i}].", item) ?? Broken($"items[{i}].price.", item.Price))
                .FirstOrDefault(broken => broken is not null)
            ?? Broken("total.", order.Total)
            ?? Broken("tracking.", order.Tracking);
    }

    private static string? Broken(string path, object? part)
    {
        var broken = new List<ValidationResult>();
        if (
            part is null
            || Validator.TryValidateObject(part, new ValidationContext(part), broken, validateAllProperties: true)
        )
            return null;

        var name = JsonNamingPolicy.CamelCase.ConvertName(broken[0].MemberNames.FirstOrDefault() ?? "");

        return $"{path}{name}: {broken[0].ErrorMessage}";
    }
}
