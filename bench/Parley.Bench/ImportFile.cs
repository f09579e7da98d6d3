using System.Text.Json;

namespace Parley.Bench;

/// <summary>
/// Writes a file of orders, always the same one: a tenth as many customers as orders, five hundred businesses, one order in ten
/// from two sellers, one in five with a supplier. At the end every twentieth comes again, shipped.
/// </summary>
internal static class ImportFile
{
    private const int Businesses = 500;

    /// <returns>How many lines it has.</returns>
    public static int Write(string path, int orders)
    {
        using var file = new StreamWriter(path);
        var lines = 0;
        for (var i = 0; i < orders; i++, lines++)
            file.WriteLine(Line(i, orders, version: 1));
        for (var i = 0; i < orders; i += 20, lines++)
            file.WriteLine(Line(i, orders, version: 2));

        return lines;
    }

    private static string Line(int number, int orders, int version)
    {
        var customer = number * 7 % Math.Max(1, orders / 10);

        return JsonSerializer.Serialize(
            new
            {
                externalId = $"order-{number}",
                number = $"{10_000 + number}",
                version,
                placedAt = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(number),
                status = version == 1 ? "confirmed" : "shipped",
                customer = new
                {
                    externalId = $"customer-{customer}",
                    name = $"Customer {customer}",
                    email = $"customer{customer}@example.com",
                },
                items = Items(number),
            }
        );
    }

    private static IEnumerable<object> Items(int number)
    {
        yield return Item(number, number % Businesses, number % 5 == 0 ? (number + 1) % Businesses : null);
        if (number % 10 == 0)
            yield return Item(number, (number + 7) % Businesses, supplier: null);
    }

    private static object Item(int number, int seller, int? supplier)
    {
        var item = new Dictionary<string, object>
        {
            ["title"] = $"Stoneware vase {number % 900}",
            ["quantity"] = 1 + (number % 3),
            ["price"] = new { minor = 1_000 + number, currency = "EUR" },
            ["seller"] = $"business-{seller}",
        };
        if (supplier is { } business)
            item["supplier"] = $"business-{business}";

        return item;
    }
}
