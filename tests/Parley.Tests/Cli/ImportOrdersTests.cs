using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cli.Import;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Cli;

public sealed class ImportOrdersTests : IAsyncLifetime
{
    private const string Header =
        "externalId,number,version,placedAt,status,statusLabel,customerId,customerName,customerEmail,"
        + "customerEmailVerified,title,quantity,priceMinor,currency,seller,supplier,reseller,imageUrl\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("parley-import").FullName;
    private readonly Gatekeeper _gate = new();
    private readonly World _world;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private Person _server = null!;

    public ImportOrdersTests() =>
        _world = new World { Replace = services => services.AddSingleton<IStartupFilter>(_gate) };

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _server = await (await _world.Shop()).Server();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_table_becomes_orders_with_their_items()
    {
        var file = Write(
            "orders.csv",
            Header
                + "o-1,1001,7,2026-11-20T10:02:11Z,shipped,On its way,c-1,\"Marsh, Alice\",alice@example.com,true,"
                + "\"Vase \"\"Blue\"\"\",2,3200,EUR,bluedoor,kilnworks,,https://example.com/v.png\n"
                + "o-1,1001,7,2026-11-20T10:02:11Z,shipped,On its way,c-1,\"Marsh, Alice\",alice@example.com,true,"
                + "Bowl,1,,,oakworks,,corner,\n"
                + "o-2,1002,1,2026-11-20T10:02:11Z,pending,,c-2,Carol,,,Cup,1,500,EUR,bluedoor,,,\n"
        );

        Assert.Equal(ImportOrders.AllTaken, await Import(file));

        Assert.Contains("2 created, 0 changed, 0 unchanged, 0 refused", _output.ToString());
        var order = await _server.Gets("/orders/1001").Read<OrderView>();
        Assert.Equal((OrderStatus.Shipped, "On its way"), (order.Status, order.StatusLabel));
        Assert.Equal("Marsh, Alice", order.Customer.Name);
        Assert.Equal(["Vase \"Blue\"", "Bowl"], order.Items.Select(item => item.Title));
        Assert.Equal(new Money(3200, "EUR"), order.Items[0].Price);
        Assert.Equal(("kilnworks", "corner"), (order.Items[0].Supplier!.Name, order.Items[1].Reseller!.Name));
        Assert.Null(order.Items[1].Price);
        Assert.Equal(["orders.csv"], Files());
    }

    [Theory]
    [InlineData("orders.jsonl")]
    [InlineData("orders.ndjson")]
    [InlineData("orders.json")]
    public async Task Orders_as_JSON_are_imported_and_a_second_time_all_is_unchanged(string name)
    {
        var orders = Enumerable.Range(1, 30).Select(number => Order($"n{number}")).ToList();
        var file = Write(
            name,
            name.EndsWith("son", StringComparison.Ordinal) && name != "orders.ndjson"
                ? new JsonArray([.. orders]).ToJsonString()
                : string.Join("\n\n", orders.Select(order => order.ToJsonString()))
        );

        Assert.Equal(ImportOrders.AllTaken, await Import(file));
        Assert.Equal(ImportOrders.AllTaken, await Import(file));

        Assert.Contains("30 created, 0 changed, 0 unchanged, 0 refused", _output.ToString());
        Assert.Contains("0 created, 0 changed, 30 unchanged, 0 refused", _output.ToString());
        Assert.Equal("Vase", (await _server.Gets("/orders/n17").Read<OrderView>()).Items[0].Title);
    }

    [Fact]
    [Covers("S1-14")]
    public async Task Orders_of_the_past_have_their_conversations_with_both_parties_and_what_was_bought_once()
    {
        var file = WriteLines("orders.jsonl", [.. Enumerable.Range(1, 5).Select(number => Order($"past-{number}"))]);

        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal(ImportOrders.AllTaken, await Import(file));

            Assert.Equal(5, await Count("conversation c JOIN orders o ON c.topic_kind = 1 AND c.topic_id = o.id"));
            Assert.Equal(5, await Count("conversation"));
            Assert.Equal(5, await Count("party WHERE role = 1"));
            Assert.Equal(5, await Count("party WHERE role = 2"));
            Assert.Equal(5, await Count("message WHERE kind = 4 AND sender_role = 7 AND data LIKE '%order.placed%'"));
            Assert.Equal(5, await Count("message"));
        }

        Task<long> Count(string from) => _world.Database.Read(work => work.One<long>($"SELECT count(*) FROM {from}"));
    }

    [Fact]
    public async Task A_dry_run_looks_at_everything_and_sends_nothing()
    {
        var broken = Order("d2");
        broken["items"]![0]!["quantity"] = 0;
        var file = WriteLines("orders.jsonl", Order("d1"), broken);

        Assert.Equal(
            ImportOrders.SomeRefused,
            await Import(file, options => options with { IsDryRun = true, Key = "" })
        );

        Assert.Contains("1 valid, 1 refused", _output.ToString());
        Assert.Contains("items[0].quantity", _output.ToString());
        Assert.Equal(0, _gate.Count);
        Assert.Equal(["orders.jsonl", "orders.jsonl.dry-run.refused.jsonl"], Files());
    }

    [Fact]
    public async Task What_is_refused_is_listed_by_its_line_and_the_others_are_imported()
    {
        var (known, unknown, reserved, nameless) = (Order("r2", version: 2), Order("r3"), Order("r4"), Order("r5"));
        await _server.Puts("/orders/r2", WithoutId(Order("r2", version: 2, title: "Another")));
        unknown["status"] = "lost";
        reserved["seq"] = 4;
        nameless.Remove("externalId");
        var lines = new[] { Order("r1"), known, unknown, reserved, nameless, Order("r6") };
        var file = Write(
            "orders.jsonl",
            string.Join('\n', lines.Select(order => order.ToJsonString())) + "\n{ \"externalId\": \n"
        );

        Assert.Equal(ImportOrders.SomeRefused, await Import(file));

        Assert.Contains("2 created, 0 changed, 0 unchanged, 5 refused", _output.ToString());
        var refused = (await File.ReadAllLinesAsync(file + ".refused.jsonl"))
            .Select(line => JsonSerializer.Deserialize<RefusedOrder>(line, KernelModule.Json)!)
            .ToList();
        Assert.Equal([2, 3, 4, 5, 7], refused.Select(order => order.Line));
        Assert.Equal("r2", refused[0].ExternalId);
        Assert.Contains("idempotency_mismatch", refused[0].Reason);
        Assert.Contains("$.status", refused[1].Reason);
        Assert.Contains("'seq'", refused[2].Reason);
        Assert.Contains("externalId", refused[3].Reason);
        Assert.Equal("r6", (await _server.Gets("/orders/r6").Read<OrderView>()).Number);
        Assert.Equal(["orders.jsonl", "orders.jsonl.refused.jsonl"], Files());
    }

    [Theory]
    [InlineData("o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,many,1,EUR,b,,,\n", "quantity must be a whole number")]
    [InlineData("o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,EUR,b,,\n", "17 fields instead of 18")]
    [InlineData("o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup \"blue\",1,1,EUR,b,,,\n", "StrayQuote")]
    [InlineData("o-1,1,1,yesterday,pending,,c,C,,,Cup,1,1,EUR,b,,,\n", "$.placedAt")]
    [InlineData("o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,perhaps,Cup,1,1,EUR,b,,,\n", "customerEmailVerified")]
    [InlineData("o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,,b,,,\n", "price")]
    [InlineData("a/b,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,EUR,b,,,\n", "externalId")]
    [InlineData(
        "o-1,1,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,EUR,b,,,\n"
            + "o-1,1,2,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,EUR,b,,,\n",
        "Rows of one order differ in version"
    )]
    public async Task A_wrong_row_is_refused_with_its_order_alone(string rows, string reason)
    {
        var file = Write("orders.csv", Header + rows + "ok,2,1,2026-11-20T10:00:00Z,pending,,c,C,,,Cup,1,1,EUR,b,,,\n");

        Assert.Equal(ImportOrders.SomeRefused, await Import(file));

        Assert.Contains("1 created, 0 changed, 0 unchanged, 1 refused", _output.ToString());
        Assert.Contains(reason, await File.ReadAllTextAsync(file + ".refused.jsonl"));
    }

    [Theory]
    [InlineData("orders.csv", "externalId,number\no-1,1\n", "The column 'version' is missing.")]
    [InlineData("orders.csv", "externalId,colour\no-1,1\n", "There is no column 'colour'.")]
    [InlineData("orders.csv", "", "The column 'externalId' is missing.")]
    [InlineData("orders.json", "{}", "no JSON array")]
    [InlineData("orders.xml", "<orders/>", "must be .json")]
    [InlineData("orders.jsonl", "{\"externalId\":\"\udc00\"}", "not UTF-8")]
    public async Task A_file_that_is_something_else_stops_the_import(string name, string content, string reason)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(file, [.. content.Select(character => (byte)character)]);
        if (reason == "not UTF-8")
            await File.WriteAllBytesAsync(file, [(byte)'"', 0xE9, (byte)'"']);

        Assert.Equal(ImportOrders.SomeRefused, await Import(file));

        Assert.Contains(reason, _error.ToString());
        Assert.Equal(0, _gate.Count);
    }

    [Fact]
    public async Task Who_stops_in_the_middle_goes_on_there_later()
    {
        var orders = Enumerable.Range(1, 200).Select(number => Order($"s{number}")).ToArray();
        orders[4]["status"] = "lost";
        var file = WriteLines("orders.jsonl", orders);
        using var stop = new CancellationTokenSource();
        _gate.After(150, stop.Cancel);

        Assert.Equal(ImportOrders.Stopped, await Import(file, stop: stop.Token));
        Assert.Equal(["orders.jsonl", "orders.jsonl.progress", "orders.jsonl.refused.jsonl"], Files());
        _gate.After(int.MaxValue, () => { });
        Assert.Equal(ImportOrders.SomeRefused, await Import(file));

        Assert.Contains("Going on after ", _error.ToString());
        // From the first that was not settled, which is soon after the oldest of those under way; those of the stopped import may
        // be counted too.
        Assert.InRange(_gate.Count, 40, 150);
        Assert.Contains(", 1 refused", _output.ToString().Split('\n').Last(line => line.Contains("created")));
        Assert.Single(await File.ReadAllLinesAsync(file + ".refused.jsonl"));
        foreach (var number in new[] { "s1", "s150", "s151", "s200" })
            Assert.Equal(number, (await _server.Gets($"/orders/{number}").Read<OrderView>()).Number);
        Assert.Equal(["orders.jsonl", "orders.jsonl.refused.jsonl"], Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_was_changed_is_imported_from_its_start(bool isChanged)
    {
        var file = WriteLines("orders.jsonl", [.. Enumerable.Range(1, 30).Select(number => Order($"f{number}"))]);
        using var stop = new CancellationTokenSource();
        _gate.After(20, stop.Cancel);
        await Import(file, stop: stop.Token);
        _gate.After(int.MaxValue, () => { });
        if (isChanged)
            await File.AppendAllTextAsync(file, "\n");

        Assert.Equal(ImportOrders.AllTaken, await Import(file, options => options with { FromStart = !isChanged }));

        Assert.DoesNotContain("Going on after", _error.ToString());
        // All thirty; requests that the stopped import had under way may be counted with them.
        Assert.InRange(_gate.Count, 30, int.MaxValue);
    }

    [Theory]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(null)]
    public async Task A_server_that_is_busy_or_away_is_asked_again(int? status)
    {
        _gate.Fail(5, status);
        var file = WriteLines("orders.jsonl", [.. Enumerable.Range(1, 10).Select(number => Order($"b{number}"))]);

        Assert.Equal(ImportOrders.AllTaken, await Import(file));

        Assert.Equal(15, _gate.Count);
        Assert.Contains(", 0 refused", _output.ToString());
    }

    [Fact]
    public async Task A_server_that_stays_away_stops_the_import_and_refuses_no_order()
    {
        _gate.Fail(int.MaxValue, StatusCodes.Status503ServiceUnavailable);
        var file = WriteLines("orders.jsonl", Order("w1"));

        var code = await Import(file, options => options with { Patience = TimeSpan.Zero });

        Assert.Equal(ImportOrders.SomeRefused, code);
        Assert.Contains("The server takes no orders", _error.ToString());
        Assert.Equal(["orders.jsonl", "orders.jsonl.progress"], Files());
    }

    [Fact]
    public async Task A_key_that_does_not_hold_stops_the_import_at_once()
    {
        var file = WriteLines("orders.jsonl", [.. Enumerable.Range(1, 100).Select(number => Order($"k{number}"))]);

        var code = await Import(file, options => options with { Key = "psk_guess" });

        Assert.Equal(ImportOrders.SomeRefused, code);
        Assert.Contains("does not take this key", _error.ToString());
        Assert.InRange(_gate.Count, 1, 8);
    }

    private Task<int> Import(
        string file,
        Func<ImportOptions, ImportOptions>? with = null,
        CancellationToken stop = default
    )
    {
        _gate.Count = 0;
        var key = _server.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var options = new ImportOptions(file, _world.Address, key);

        return new ImportOrders(
            with is null ? options : with(options),
            new ImportTerminal(_output, _error, IsWatched: false),
            new Clock(TimeProvider.System)
        ).Run(stop);
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);

        return file;
    }

    private string WriteLines(string name, params JsonObject[] orders) =>
        Write(name, string.Join('\n', orders.Select(order => order.ToJsonString())));

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order()];

    private static JsonObject Order(string id, int version = 1, string title = "Vase") =>
        new()
        {
            ["externalId"] = id,
            ["number"] = id,
            ["version"] = version,
            ["placedAt"] = "2026-11-20T10:02:11.120Z",
            ["status"] = "confirmed",
            ["customer"] = new JsonObject { ["externalId"] = "c-1", ["name"] = "Alice" },
            ["items"] = new JsonArray(
                new JsonObject
                {
                    ["title"] = title,
                    ["quantity"] = 1,
                    ["seller"] = "bluedoor",
                }
            ),
        };

    private static JsonObject WithoutId(JsonObject order)
    {
        order.Remove("externalId");

        return order;
    }

    /// <summary>Stands before the server: counts what is pushed, and fails or calls somebody when told to.</summary>
    private sealed class Gatekeeper : IStartupFilter
    {
        private int _count;
        private int _failures;
        private int? _status;
        private (int Count, Action Act) _after = (int.MaxValue, () => { });

        public int Count
        {
            get => _count;
            set => _count = value;
        }

        public void After(int count, Action act) => _after = (count, act);

        /// <param name="status">Null: the connection is lost.</param>
        public void Fail(int times, int? status) => (_failures, _status) = (times, status);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(Pass);
                next(app);
            };

        private async Task Pass(HttpContext context, RequestDelegate next)
        {
            if (!HttpMethods.IsPut(context.Request.Method))
            {
                await next(context);

                return;
            }

            var count = Interlocked.Increment(ref _count);
            if (Interlocked.Decrement(ref _failures) >= 0)
            {
                if (_status is { } status)
                    context.Response.StatusCode = status;
                else
                    context.Abort();

                return;
            }

            await next(context);
            if (count == _after.Count)
                _after.Act();
        }
    }
}
