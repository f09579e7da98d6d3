using System.Text.Json.Nodes;
using Parley.Messages;
using Parley.Orders;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Orders;

/// <summary>What a shop's server says of an order, in the words of the tests.</summary>
internal static class OrdersOfTheTests
{
    /// <param name="items">Title, seller and supplier (or null) of each.</param>
    public static JsonObject Order(
        this Person customer,
        string number,
        int version = 1,
        string status = "confirmed",
        params (string Title, TestBusiness Seller, TestBusiness? Supplier)[] items
    ) =>
        new()
        {
            ["number"] = number,
            ["version"] = version,
            ["placedAt"] = "2026-11-20T10:02:11.120Z",
            ["status"] = status,
            ["customer"] = new JsonObject { ["externalId"] = customer.ExternalId, ["name"] = customer.Name },
            ["items"] = new JsonArray([
                .. items.Select(item => new JsonObject
                {
                    ["title"] = item.Title,
                    ["quantity"] = 2,
                    ["price"] = new JsonObject { ["minor"] = 4200, ["currency"] = "EUR" },
                    ["seller"] = item.Seller.ExternalId,
                    ["supplier"] = item.Supplier?.ExternalId,
                }),
            ]),
        };

    public static Task<HttpResponseMessage> Push(this Person server, JsonObject order) =>
        server.Puts($"/orders/{order["number"]}", order);

    public static Task<PushedOrderView> Pushes(this Person server, JsonObject order) =>
        server.Push(order).Read<PushedOrderView>();

    public static Task<OrderWithConversations> SeesOrder(this Person person, string idOrNumber) =>
        person.Gets($"/orders/{idOrNumber}").Read<OrderWithConversations>();

    /// <summary>The codes of what the system has told in a conversation, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> Told(this Person person, Guid conversation) =>
        [
            .. (await person.History(conversation, "?limit=100"))
                .Items.Where(message => message.Kind == MessageKind.System)
                .Select(message => message.System!.Code),
        ];
}
