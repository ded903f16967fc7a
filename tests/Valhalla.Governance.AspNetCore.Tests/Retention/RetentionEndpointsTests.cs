using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.AspNetCore.Tests.Retention;

public sealed class RetentionEndpointsTests
{
    private const string Status = "/api/governance/retention/status";
    private const string Export = "/api/governance/audit/export";

    [Fact]
    public async Task Status_BeforeAndAfterARun_TellsWhatWasDone()
    {
        await using var api = await TestApi.StartAsync();
        var before = await api.GetJsonAsync(Status);
        var store = api.Services.GetRequiredService<IRetentionStore>();
        var lease = await store.TryBeginAsync("node", CancellationToken.None);
        var during = await api.GetJsonAsync(Status);
        await store.FinishAsync(lease!, TimeSpan.FromHours(1), "busy", CancellationToken.None);

        var after = await api.GetJsonAsync(Status);

        Assert.Equal((false, false), (before.GetProperty("enabled").GetBoolean(), Running(before)));
        Assert.Equal(JsonValueKind.Null, before.GetProperty("last_started_at").ValueKind);
        Assert.Equal((true, false), (Running(during), Running(after)));
        Assert.Equal("busy", after.GetProperty("last_error").GetString());
        Assert.NotEqual(JsonValueKind.Null, after.GetProperty("next_run_at").ValueKind);
        var table = after.GetProperty("tables")[0];
        Assert.Equal(
            ("kpi_event", 90, 0),
            (table.GetProperty("table").GetString(), table.GetProperty("days").GetInt32(),
                table.GetProperty("deleted_total").GetInt64()));
        Assert.Equal(9, after.GetProperty("tables").GetArrayLength());
    }

    [Fact]
    public async Task Export_Range_IsAnArchiveThatVerifies()
    {
        await using var api = await ChangedAsync();

        using var response = await api.GetAsync(Export + "?from=2&to=3");
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var archive = await api.Services.GetRequiredService<IAuditTrail>().VerifyArchiveAsync(stream, []);
        Assert.Equal((true, 2, 2, 3), (
            archive.IsIntact, archive.Records, archive.First!.Value.Sequence, archive.Last!.Value.Sequence));
    }

    [Theory]
    [InlineData("?from=0", "from")]
    [InlineData("?to=x", "to")]
    [InlineData("?from=3&to=2", "to")]
    public async Task Export_WrongRange_Is400NamingTheField(string query, string field)
    {
        await using var api = await ChangedAsync();

        var problem = await TestApi.ReadAsync(await api.GetAsync(Export + query), HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Export_StoreDownFromTheStart_Is503()
    {
        await using var api = await TestApi.StartAsync(
            builder => builder.Services.AddSingleton<IAuditStore>(new DownStore(failsAfter: 0)));

        await TestApi.ProblemAsync(await api.GetAsync(Export), 503, "store_unavailable");
    }

    [Fact]
    public async Task Export_StoreGoesDownInTheMiddle_IsCutOff()
    {
        await using var api = await TestApi.StartAsync(
            builder => builder.Services.AddSingleton<IAuditStore>(new DownStore(failsAfter: 1)));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await api.GetAsync(Export);
            await response.Content.ReadAsStringAsync();
        });
    }

    private static bool Running(JsonElement status) => status.GetProperty("running").GetBoolean();

    private static async Task<TestApi> ChangedAsync()
    {
        var api = await TestApi.StartAsync();
        const string Switch = "/api/governance/go-live/kill-switch/";
        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire"}""");
        await api.PostJsonAsync(Switch + "release", """{"reason":"out"}""");
        await api.PostJsonAsync(Switch + "engage", """{"reason":"again"}""");
        return api;
    }
}
