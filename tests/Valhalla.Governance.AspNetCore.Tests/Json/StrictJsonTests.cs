using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Json;

public sealed class StrictJsonTests : IAsyncLifetime
{
    private const string Reserve = "/api/governance/risk/reserve";
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync()
    {
        Assert.Empty((await _api.GetJsonAsync("/api/governance/risk/reservations")).EnumerateArray());
        await _api.DisposeAsync();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1}}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1,}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1/*x*/}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"engine\":\"CAPITAL\",\"amount\":1}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1,\"other\":1}")]
    [InlineData("{\"Engine\":\"WHOLESALE\",\"amount\":1}")]
    [InlineData("{\"engine\":7,\"amount\":1}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":NaN}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":01}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1,\"expires_in_seconds\":1.5}")]
    [InlineData("{\"engine\":\"WHOLESALE\",\"amount\":1,\"actor\":\"\\ud800\"}")]
    public async Task Body_ThatIsNotStrictJson_Is400(string json) =>
        await TestApi.ProblemAsync(await _api.PostAsync(Reserve, json), 400, "invalid_json");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("0.00001")]
    [InlineData("1e400")]
    [InlineData("1000000000000.0001")]
    [InlineData("1e13")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("null")]
    public async Task Amount_ThatIsNone_Is400(string amount)
    {
        var problem = await TestApi.ProblemAsync(
            await _api.PostAsync(Reserve, $$"""{"engine":"WHOLESALE","amount":{{amount}}}"""), 400, "invalid_amount");

        Assert.Equal("amount", problem.GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Theory]
    [InlineData("engine", "\"wholesale\"")]
    [InlineData("engine", "\"\"")]
    [InlineData("engine", "\"GLOBAL\"")]
    [InlineData("engine", "\"WHOLESALE \"")]
    [InlineData("engine", "\"\\ud83d\\ude00\"")]
    [InlineData("engine", "\"'; DROP TABLE risk_policy; --\"")]
    [InlineData("engine", "\"<script>alert(1)</script>\"")]
    [InlineData("actor", "\"\"")]
    [InlineData("actor", "\"a\\u0000b\"")]
    [InlineData("actor", "\"a\\nb\"")]
    [InlineData("correlation_id", "\"\\u0085\"")]
    [InlineData("idempotency_key", "\"\"")]
    [InlineData("expires_in_seconds", "0")]
    [InlineData("expires_in_seconds", "31622401")]
    public async Task Field_OutOfRange_Is400AndNamed(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["engine"] = "\"WHOLESALE\"", ["amount"] = "1", [field] = value };
        var json = "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";

        var problem = await TestApi.ProblemAsync(await _api.PostAsync(Reserve, json), 400, "invalid_request");

        Assert.Equal(field, problem.GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Fields_AllWrong_AreAllNamed()
    {
        var problem = await TestApi.ProblemAsync(
            await _api.PostAsync(Reserve, $$"""{"amount":0,"actor":"{{new string('x', 201)}}"}"""),
            400,
            "invalid_amount");

        Assert.Equal(
            ["actor", "amount", "engine"],
            problem.GetProperty("errors").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(17)]
    [InlineData(10_000)]
    public async Task Depth_BeyondTheLimit_Is400(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));

        await TestApi.ProblemAsync(
            await _api.PostAsync(
                "/api/governance/heimdall/recommend",
                $$"""{"domain":"WHOLESALE_OFFER","confidence":0.9,"recommendation":{{nested}}}"""),
            400,
            "invalid_json");
    }

    [Theory]
    [InlineData("{\"a\":1e400}")]
    [InlineData("{\"a\":\"\\u0000\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    public async Task FreeJson_ThatNoStoreCanKeep_Is400(string json)
    {
        using var response = await _api.PostAsync(
            "/api/governance/heimdall/recommend",
            $$"""{"domain":"WHOLESALE_OFFER","confidence":0.9,"recommendation":{{json}}}""");

        var problem = await TestApi.ReadAsync(response, HttpStatusCode.BadRequest);
        Assert.StartsWith("invalid_", problem.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FreeJson_WithDuplicateMembers_Is400() => await TestApi.ProblemAsync(
        await _api.PostAsync(
            "/api/governance/heimdall/recommend",
            """{"domain":"WHOLESALE_OFFER","confidence":0.9,"recommendation":{"a":1,"a":2}}"""),
        400,
        "invalid_json");

    [Fact]
    public async Task Bytes_ThatAreNotUtf8_Are400()
    {
        byte[] body = [.. "{\"engine\":\"WHOLESALE\",\"amount\":1,\"actor\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _api.Client.PostAsync(new Uri(Reserve, UriKind.Relative), content);

        await TestApi.ProblemAsync(response, 400, "invalid_json");
    }

    [Fact]
    public async Task ByteOrderMark_InFront_IsTolerated()
    {
        var answer = await _api.PostJsonAsync(
            "/api/governance/risk/check-and-reserve",
            "\uFEFF{\"engine\":\"WHOLESALE\",\"amount\":1,\"reserve\":false}");

        Assert.True(answer.GetProperty("ok").GetBoolean());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task ContentType_OtherThanJson_Is415(string? type)
    {
        using var response = await _api.Client.PostAsync(
            new Uri(Reserve, UriKind.Relative), TestApi.Body("""{"engine":"WHOLESALE","amount":1}""", type));

        await TestApi.ProblemAsync(response, 415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("/api/governance/risk/reserve", 64)]
    [InlineData("/api/governance/regression/kpi/batch", 256)]
    [InlineData("/api/governance/regression/evaluate", 64)]
    public async Task Body_OverTheLimit_Is413(string path, int kibibytes)
    {
        var body = "{\"x\":\"" + new string('a', kibibytes * 1024) + "\"}";

        await TestApi.ProblemAsync(await _api.PostAsync(path, body), 413, "payload_too_large");
    }

    [Fact]
    public async Task Text_WithMarkup_ComesBackAsTheSameText()
    {
        const string Reason = "<script>alert('x')</script> | **b** `c` \" \\ '; DROP TABLE x; -- \uD83D\uDE00";
        var body = JsonSerializer.Serialize(
            new Dictionary<string, object> { ["engine"] = "CAPITAL", ["reason"] = Reason });

        using var response = await _api.PostAsync("/api/governance/risk/policies/upsert", body);

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Equal(
            Reason,
            JsonSerializer.Deserialize<JsonElement>(text).GetProperty("policy").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("domain=WHOLESALE&metric=contract_rate&metric=other")]
    [InlineData("domain=WHOLESALE&metric=contract_rate&unknown=1")]
    [InlineData("domain=WHOLESALE")]
    [InlineData("domain=%FF&metric=contract_rate")]
    [InlineData("=&=&&&")]
    public async Task Form_WithMistakes_Is400(string form) => await TestApi.ProblemAsync(
        await _api.PostAsync("/api/governance/regression/evaluate", form, "application/x-www-form-urlencoded"),
        400,
        "invalid_request");

    [Fact]
    public async Task Form_WithTooManyFields_Is400()
    {
        var form = new StringBuilder("domain=WHOLESALE");
        for (var i = 0; i < 2_000; i++)
        {
            form.Append("&f").Append(i).Append("=1");
        }

        using var response = await _api.PostAsync(
            "/api/governance/regression/evaluate", form.ToString(), "application/x-www-form-urlencoded");

        await TestApi.ProblemAsync(response, 400, "invalid_request");
    }
}
