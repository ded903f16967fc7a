using System.Text;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>Thousands of broken requests over every endpoint: nothing is a 5xx, and no control state changes.</summary>
public sealed class FuzzTests
{
    private const int Requests = 4_000;
    private const int Stops = 400;
    private const int Seed = 20260113;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "NaN", "1e-9", "\"\"", "\"x\"", "\"WHOLESALE\"", "\"\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"'; DROP TABLE risk_event; --\"",
        "\"<img src=x onerror=alert(1)>\"", "[]", "{}",
        "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]", "{\"a\":1,\"a\":2}", "99999999999999999999999999",
        "\"../../etc/passwd\"",
    ];

    private static readonly string[] Fields =
    [
        "engine", "amount", "actor", "reason", "domain", "metric", "success", "value", "detail", "reservation_id",
        "realized_loss", "events", "confidence", "recommendation", "window_events", "idempotency_key", "unknown", "",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/json", "application/x-www-form-urlencoded", "text/plain",
        "application/json; charset=utf-7", "multipart/form-data", "*/*",
    ];

    [Fact]
    public async Task Endpoints_WithBrokenRequests_NeverFailAndNeverChangeControlState()
    {
        await using var api = await TestApi.StartAsync();
        var endpoints = MappedEndpoint.Of(api).Where(e => !IsStop(e)).ToList();
        var before = await ControlStateAsync(api);
        var random = new Random(Seed);

        for (var i = 0; i < Requests; i++)
        {
            var endpoint = endpoints[random.Next(endpoints.Count)];
            using var request = Broken(endpoint, random, out var shown);
            using var response = await api.Client.SendAsync(request);
            Assert.True(
                (int)response.StatusCode < 500, $"request {i} (seed {Seed}): {response.StatusCode} for {shown}");
        }

        Assert.Equal(before, await ControlStateAsync(api));
    }

    [Fact]
    public async Task Stops_WithBrokenRequests_AreAlwaysCarriedOut()
    {
        await using var api = await TestApi.StartAsync();
        var endpoints = MappedEndpoint.Of(api).Where(IsStop).ToList();
        var random = new Random(Seed);

        for (var i = 0; i < Stops; i++)
        {
            using var request = Broken(endpoints[random.Next(endpoints.Count)], random, out var shown);
            using var response = await api.Client.SendAsync(request);
            Assert.True(
                response.IsSuccessStatusCode, $"request {i} (seed {Seed}): {response.StatusCode} for {shown}");
        }

        Assert.Equal(3, endpoints.Count);
        var state = await api.GetJsonAsync("/api/governance/go-live/state");
        Assert.True(state.GetProperty("kill_switch_engaged").GetBoolean());
    }

    private static bool IsStop(MappedEndpoint endpoint) =>
        endpoint.Name is "EngageKillSwitch" or "DisableGoLive" or "KillInfluence";

    private static HttpRequestMessage Broken(MappedEndpoint endpoint, Random random, out string shown)
    {
        var path = endpoint.Path;
        if (random.Next(2) == 0)
        {
            path += "?" + Fields[random.Next(Fields.Length)] + "=" + AnyValue(random)
                + (random.Next(2) == 0 ? "&limit=" : "&cursor=") + AnyValue(random);
        }

        // The poison makes every body invalid: what is valid by chance could rightly change something.
        var members = Enumerable.Range(0, random.Next(6))
            .Select(_ => $"\"{Fields[random.Next(Fields.Length)]}\":{Values[random.Next(Values.Length)]}");
        var body = Encoding.UTF8.GetBytes("{" + string.Join(',', members.Append("\"poison\":1")) + "}");
        for (var flips = random.Next(4); flips > 0; flips--)
        {
            body[random.Next(body.Length - 12)] = (byte)random.Next(256);
        }

        var type = Types[random.Next(Types.Length)];
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Verb), new Uri(path, UriKind.Relative));
        if (endpoint.Verb != "GET")
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            if (random.Next(3) == 0)
            {
                request.Headers.TryAddWithoutValidation("Idempotency-Key", Values[random.Next(Values.Length)]);
            }
        }

        shown = $"{endpoint.Verb} {path} {type} {Encoding.Latin1.GetString(body)}";
        return request;
    }

    private static string AnyValue(Random random) => Uri.EscapeDataString(Values[random.Next(Values.Length)]);

    private static async Task<string> ControlStateAsync(TestApi api)
    {
        var parts = new List<JsonElement>();
        foreach (var path in new[] { "risk/policies", "regression/policies", "risk/snapshot" })
        {
            parts.Add(await api.GetJsonAsync("/api/governance/" + path));
        }

        var state = await api.GetJsonAsync("/api/governance/go-live/state");
        return string.Join('\n', parts) + state.GetProperty("epoch");
    }
}
