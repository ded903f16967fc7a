using System.Text;
using System.Text.Json;
using Valhalla.Governance.AspNetCore.Tests.GoNoGo;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoLive;

/// <summary>Nothing but access stands before a stop: what its body says is kept as far as it can be.</summary>
public sealed class StopTests
{
    private const string Engage = "/api/governance/go-live/kill-switch/engage";
    private const string Disable = "/api/governance/go-live/disable";

    [Theory]
    [InlineData("""{"reason":"a\nb"}""", "a b", "The reason had characters that cannot be kept.")]
    [InlineData("""{"reason":""}""", null, "The reason was empty.")]
    [InlineData("""{"reason":null,"actor":"ann"}""", null, null)]
    [InlineData("""{"reason":"fire","actor":"ann","other":{"a":[1]}}""", "fire", "Unknown fields were left out.")]
    [InlineData("""{"Reason":"fire"}""", "fire", null)]
    [InlineData("""{"reason":"fire","reason":"smoke"}""", "fire smoke", "The reason was given twice.")]
    [InlineData("""{"reason":7}""", "7", "The reason was no text.")]
    [InlineData("""{"reason":["a","b"]}""", """["a","b"]""", "The reason was no text.")]
    [InlineData("""{"reason":"fire","x":""", "fire", "The body was not valid JSON.")]
    [InlineData("""{"reason":"fire"}}""", "fire", "The body was not valid JSON.")]
    [InlineData("""{"reason":"fire",}""", "fire", null)]
    [InlineData("{", "{", "The body was not valid JSON.")]
    [InlineData("[1]", "[1]", "The body was no JSON object")]
    [InlineData("null", "null", "The body was no JSON object")]
    [InlineData("\"fire\"", "\"fire\"", "The body was no JSON object")]
    [InlineData("""{"reason":"\ud800"}""", "\\ud800", null)]
    [InlineData("  ", null, null)]
    public async Task Engage_WhateverTheJson_Stops(string body, string? reason, string? note)
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.PostJsonAsync(Engage, body);

        await AssertStoppedAsync(api, answer, reason, note);
    }

    [Theory]
    [InlineData("text/plain", "the barn burns", "the barn burns", "The body was no JSON object")]
    [InlineData(
        "application/x-www-form-urlencoded", "reason=the+barn&actor=ann&x=1", "the barn", "The body was a form.")]
    [InlineData("application/x-www-form-urlencoded", "fire", "fire", "The body was a form.")]
    [InlineData(
        "application/x-www-form-urlencoded", """{"reason":"fire"}""", "fire", "not declared as application/json.")]
    [InlineData(null, """{"reason":"fire"}""", "fire", "It was not declared as application/json.")]
    [InlineData("application/json; charset=utf-7", """{"reason":"fire"}""", "fire", null)]
    [InlineData("nonsense", "fire", "fire", "The body was no JSON object")]
    public async Task Engage_WhateverTheType_Stops(string? type, string body, string? reason, string? note)
    {
        await using var api = await TestApi.StartAsync();

        using var response = await api.Client.PostAsync(new Uri(Engage, UriKind.Relative), TestApi.Body(body, type));

        await AssertStoppedAsync(
            api, await TestApi.ReadAsync(response, System.Net.HttpStatusCode.OK), reason, note);
    }

    [Theory]
    [InlineData(1_001)]
    [InlineData(70_000)]
    [InlineData(5_000_000)]
    public async Task Engage_TextOfAnyLength_StopsWithItsBeginning(int length)
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.PostJsonAsync(
            Engage, JsonSerializer.Serialize(new { actor = "ann", reason = new string('x', length) }));

        Assert.True(answer.GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal(1_000, answer.GetProperty("reason").GetString()!.Length);
        Assert.Contains("cut to 1000", answer.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Engage_BytesOfAnotherEncoding_Stops()
    {
        await using var api = await TestApi.StartAsync();
        using var content = new ByteArrayContent(
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("""{"reason":"Übung"}""")]);

        using var response = await api.Client.PostAsync(new Uri(Engage, UriKind.Relative), content);

        var answer = await TestApi.ReadAsync(response, System.Net.HttpStatusCode.OK);
        await AssertStoppedAsync(api, answer, "Übung", "The body was not UTF-8.");
    }

    [Fact]
    public async Task Engage_BodyAsDocumented_HasNoNote()
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.PostJsonAsync(Engage, """{"actor":"ann","reason":"fire"}""");

        Assert.False(answer.TryGetProperty("note", out _));
        Assert.Equal("ann", answer.GetProperty("updated_by").GetString());
    }

    [Theory]
    [InlineData("a\nb", "text/plain")]
    [InlineData("""{"reason":"x","y":1}""", "application/json")]
    [InlineData("reason=x", "application/x-www-form-urlencoded")]
    public async Task Disable_WhateverTheBody_Stops(string body, string type)
    {
        await using var api = await TestApi.StartAsync();
        await api.PostJsonAsync("/api/governance/go-live/enable", """{"override":true,"reason":"test"}""");

        using var response = await api.PostAsync(Disable, body, type);

        var answer = await TestApi.ReadAsync(response, System.Net.HttpStatusCode.OK);
        Assert.Equal("changed", answer.GetProperty("status").GetString());
        Assert.False(answer.GetProperty("go_live_enabled").GetBoolean());
    }

    [Theory]
    [InlineData("kill", "a\nb", "text/plain")]
    [InlineData("kill", """{"reason":"a\nb","y":1}""", "application/json")]
    [InlineData("kill", "reason=x&y=1", "application/x-www-form-urlencoded")]
    [InlineData("set", """{"percent":0,"reason":"a\nb"}""", "application/json")]
    public async Task RampKill_WhateverTheBody_IsARollbackWithANote(string path, string body, string type)
    {
        await using var board = await BoardApi.StartAsync();
        var hash = await board.SignedAsync();
        await board.PostAsync("cost_over_baseline_percent", "1");
        await TestApi.ReadAsync(await board.DecideAsync(hash, "GO"), System.Net.HttpStatusCode.OK);
        await board.Api.PostJsonAsync(
            "/api/governance/ramp/set", """{"percent":25,"override":true,"reason":"exercise"}""");

        using var response = await board.Api.PostAsync("/api/governance/ramp/" + path, body, type);

        var answer = await TestApi.ReadAsync(response, System.Net.HttpStatusCode.OK);
        Assert.Equal(0, answer.GetProperty("influence_bps").GetInt32());
        Assert.NotEmpty(answer.GetProperty("note").GetString()!);
        var records = await board.Api.GetJsonAsync("/api/governance/audit?action=ramp.rollback");
        var to = Assert.Single(records.EnumerateArray()).GetProperty("to");
        Assert.Equal(answer.GetProperty("note").GetString(), to.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Engage_FromAnotherSite_IsStillRefused()
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Engage);
        request.Content = TestApi.Body("x", "text/plain");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await api.Client.SendAsync(request);

        await TestApi.ProblemAsync(response, 403, "cross_site_request");
    }

    private static async Task AssertStoppedAsync(TestApi api, JsonElement answer, string? reason, string? note)
    {
        Assert.True(answer.GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Equal(reason, answer.GetProperty("reason").GetString());
        var records = await api.GetJsonAsync("/api/governance/audit?action=kill_switch.engage");
        var record = Assert.Single(records.EnumerateArray());
        Assert.Equal(reason, record.GetProperty("reason").GetString());
        if (note is not null)
        {
            Assert.Contains(note, answer.GetProperty("note").GetString());
            Assert.Contains(note, record.GetProperty("to").GetProperty("note").GetString());
        }
    }
}
