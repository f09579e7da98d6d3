using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Parley.Cli.Import;

/// <summary>Orders as a table: each row is an item, and rows that follow each other with the same <c>externalId</c> are one order.</summary>
internal sealed class CsvOrders
{
    /// <summary>Also what the server takes of a whole order; a quote that is never closed would take the rest of the file.</summary>
    private const int MaxRecordBytes = 1 << 20;

    private static readonly string[] OrderColumns =
    [
        "externalId",
        "number",
        "version",
        "placedAt",
        "status",
        "statusLabel",
        "customerId",
        "customerName",
        "customerEmail",
        "customerEmailVerified",
    ];

    private static readonly string[] ItemColumns =
    [
        "title",
        "quantity",
        "priceMinor",
        "currency",
        "seller",
        "supplier",
        "reseller",
        "imageUrl",
    ];

    private static readonly string[] Needed =
    [
        "externalId",
        "number",
        "version",
        "placedAt",
        "status",
        "customerId",
        "customerName",
        "title",
        "quantity",
        "seller",
    ];

    private readonly CsvReader _csv;
    private CsvMalformedReason? _malformed;

    public CsvOrders(TextReader text) =>
        _csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                MaxRecordSize = MaxRecordBytes,
                TrackLineNumbers = true,
                OnMalformedRecord = record => _malformed = record.Reason,
            }
        );

    /// <exception cref="ImportStoppedException">The columns are others.</exception>
    public async IAsyncEnumerable<OrderEntry> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ReadHeader(cancellationToken);
        CsvOrder? order = null;
        while (await Next(cancellationToken) is { } row)
        {
            if (order is not null && order.ExternalId != row["externalId"])
            {
                yield return order.Entry;
                order = null;
            }
            order ??= new CsvOrder(_csv.LineNumber, row);
            order.Add(row, Refusal());
        }
        if (order is not null)
            yield return order.Entry;
    }

    private async Task ReadHeader(CancellationToken cancellationToken)
    {
        await _csv.ReadHeaderAsync(cancellationToken);
        var columns = _csv.Headers;
        if (
            columns.FirstOrDefault(column => !OrderColumns.Contains(column) && !ItemColumns.Contains(column)) is
            { } other
        )
            throw new ImportStoppedException($"There is no column '{other}'.");
        if (Needed.FirstOrDefault(column => !columns.Contains(column)) is { } missing)
            throw new ImportStoppedException($"The column '{missing}' is missing.");
    }

    /// <returns>The columns of the next row by name; null at the end.</returns>
    private async Task<Dictionary<string, string>?> Next(CancellationToken cancellationToken)
    {
        _malformed = null;
        if (!await _csv.ReadAsync(cancellationToken))
            return null;

        return OrderColumns
            .Concat(ItemColumns)
            .ToDictionary(
                column => column,
                column => _csv.TryGetFieldIndex(column, out var index) ? _csv.GetString(index) : ""
            );
    }

    private string? Refusal() =>
        _malformed is { } reason ? $"The row is not well-formed: {reason}."
        : _csv.FieldCount != _csv.Headers.Count
            ? $"The row has {_csv.FieldCount} fields instead of {_csv.Headers.Count}."
        : null;

    private sealed class CsvOrder(long line, Dictionary<string, string> first)
    {
        private readonly JsonArray _items = [];
        private string? _refusal;

        public string ExternalId => first["externalId"];

        public void Add(Dictionary<string, string> row, string? refusal)
        {
            _refusal ??= refusal;
            if (
                OrderColumns.FirstOrDefault(column => row[column].Length > 0 && row[column] != first[column]) is
                { } other
            )
                _refusal ??= $"Rows of one order differ in {other}.";
            _items.Add(Item(row));
        }

        public OrderEntry Entry =>
            new(
                line,
                Compact(
                        ("externalId", Text("externalId")),
                        ("number", Text("number")),
                        ("version", Number(first, "version")),
                        ("placedAt", Text("placedAt")),
                        ("status", Text("status")),
                        ("statusLabel", Text("statusLabel")),
                        ("customer", Customer()),
                        ("items", _items)
                    )
                    .ToJsonString(),
                _refusal
            );

        private JsonObject Customer() =>
            Compact(
                ("externalId", Text("customerId")),
                ("name", Text("customerName")),
                ("email", Text("customerEmail")),
                ("emailVerified", Flag("customerEmailVerified"))
            );

        private JsonObject Item(Dictionary<string, string> row) =>
            Compact(
                ("title", Text(row, "title")),
                ("quantity", Number(row, "quantity")),
                ("seller", Text(row, "seller")),
                ("price", Price(row)),
                ("imageUrl", Text(row, "imageUrl")),
                ("supplier", Text(row, "supplier")),
                ("reseller", Text(row, "reseller"))
            );

        private JsonObject? Price(Dictionary<string, string> row) =>
            row["priceMinor"].Length == 0
                ? null
                : Compact(("minor", Number(row, "priceMinor")), ("currency", Text(row, "currency")));

        private JsonNode? Text(string column) => Text(first, column);

        private static JsonNode? Text(Dictionary<string, string> row, string column) =>
            row[column].Length == 0 ? null : row[column];

        private JsonNode? Number(Dictionary<string, string> row, string column)
        {
            if (long.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            _refusal ??= $"{column} must be a whole number.";

            return null;
        }

        private JsonNode? Flag(string column)
        {
            if (first[column].Length == 0)
                return null;
            if (bool.TryParse(first[column], out var flag))
                return flag;
            _refusal ??= $"{column} must be true or false.";

            return null;
        }

        private static JsonObject Compact(params (string Name, JsonNode? Value)[] members) =>
            new(members.Where(member => member.Value is not null).Select(m => KeyValuePair.Create(m.Name, m.Value)));
    }
}
