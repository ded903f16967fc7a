using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

public sealed class IdempotencyKeyHeaderTests
{
    // Structured-field strings: httpwg/structured-field-tests (string.json). The key's syntax and the cases of replay:
    // draft-ietf-httpapi-idempotency-key-header. The draft answers another body with 422; this API's rule is 409.
    [Theory]
    [InlineData("\"foo\"", "foo")]
    [InlineData("\"foo \\\"bar\\\"\"", "foo \"bar\"")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    public void TryParse_ValidKey_IsRead(string raw, string expected)
    {
        Assert.True(IdempotencyKeyHeader.TryParse(raw, out var key));
        Assert.Equal(expected, key);
    }

    [Theory]
    [InlineData("'foo'")]
    [InlineData("\"foo")]
    [InlineData("\"foo \\,\"")]
    [InlineData("\"foo \\")]
    [InlineData("\"\"")]
    [InlineData("")]
    [InlineData("\"a\"b")]
    [InlineData("\"a\";p=1")]
    [InlineData("\"\u00e9\"")]
    [InlineData("a b")]
    [InlineData("a, b")]
    public void TryParse_InvalidKey_IsRefused(string raw) => Assert.False(IdempotencyKeyHeader.TryParse(raw, out _));

    [Fact]
    public void TryParse_LengthLimit_Is255()
    {
        Assert.True(IdempotencyKeyHeader.TryParse($"\"{new string('a', 255)}\"", out _));
        Assert.False(IdempotencyKeyHeader.TryParse($"\"{new string('a', 256)}\"", out _));
    }

    [Fact]
    public async Task Reserve_RetriedWithTheKey_AnswersTheFirstDecision()
    {
        await using var api = await TestApi.StartAsync();
        const string Body = """{"engine":"WHOLESALE","amount":100}""";

        var first = await TestApi.ReadAsync(await SendAsync(api, Body, "\"k1\""), System.Net.HttpStatusCode.OK);
        var retry = await TestApi.ReadAsync(await SendAsync(api, Body, "\"k1\""), System.Net.HttpStatusCode.OK);

        Assert.Equal(first.GetProperty("reservation_id").GetString(), retry.GetProperty("reservation_id").GetString());
        Assert.True(retry.GetProperty("idempotent_replay").GetBoolean());
        await TestApi.ProblemAsync(
            await SendAsync(api, """{"engine":"WHOLESALE","amount":101}""", "\"k1\""), 409, "idempotency_key_reused");
    }

    [Theory]
    [InlineData("'foo'", "{}")]
    [InlineData("\"a\"", """{"idempotency_key":"b"}""")]
    public async Task Reserve_WithBadKeys_Is400(string header, string body)
    {
        await using var api = await TestApi.StartAsync();

        await TestApi.ProblemAsync(
            await SendAsync(api, body.Replace("{", """{"engine":"WHOLESALE","amount":1,""").Replace(",}", "}"), header),
            400,
            "invalid_idempotency_key");
    }

    [Fact]
    public async Task Reserve_WithTwoHeaderLines_Is400()
    {
        await using var api = await TestApi.StartAsync();

        await TestApi.ProblemAsync(
            await SendAsync(api, """{"engine":"WHOLESALE","amount":1}""", "\"a\"", "\"a\""),
            400,
            "invalid_idempotency_key");
    }

    [Fact]
    public async Task Reserve_WithTheSameKeyTwice_IsTaken()
    {
        await using var api = await TestApi.StartAsync();

        using var response = await SendAsync(
            api, """{"engine":"WHOLESALE","amount":1,"idempotency_key":"a"}""", "\"a\"");

        Assert.True(response.IsSuccessStatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestApi api, string body, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/governance/risk/reserve");
        request.Content = TestApi.Body(body);
        foreach (var key in keys)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await api.Client.SendAsync(request);
    }
}
