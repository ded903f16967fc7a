using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>The library's exceptions out of a host's endpoint are the problems of its own endpoints.</summary>
public sealed class ExceptionProblemsTests
{
    public static TheoryData<StoreFailure, string> Failures => new()
    {
        { StoreFailure.Unavailable, "store_unavailable" },
        { StoreFailure.Busy, "busy" },
        { StoreFailure.Full, "storage_full" },
        { StoreFailure.Overloaded, "overloaded" },
        { StoreFailure.SchemaMismatch, "schema_mismatch" },
    };

    private static Task<TestApi> StartAsync(Func<HttpContext, Task> endpoint) => TestApi.StartAsync(
        static builder => builder.Services.AddValhallaProblemDetails().AddValhallaProblemDetails(),
        app =>
        {
            app.UseExceptionHandler();
            app.MapValhalla();
            app.MapPost("/host", endpoint);
        });

    [Fact]
    public async Task RiskDenied_IsTheProblemOfReserve()
    {
        await using var api = await StartAsync(static async context =>
            _ = await context.RequestServices.GetRequiredService<IRiskGuard>().ReserveOrThrowAsync(
                new ReserveRequest(new EngineName("WHOLESALE"), Money.FromDecimal(2_000_000)),
                context.RequestAborted));

        var ours = await TestApi.ProblemAsync(
            await api.PostAsync("/api/governance/risk/reserve", """{"engine":"WHOLESALE","amount":2000000}"""),
            409,
            "would_exceed_policy");
        var hosts = await TestApi.ProblemAsync(await api.PostAsync("/host", "{}"), 409, "would_exceed_policy");

        foreach (var member in ours.EnumerateObject().Where(static m => m.Name != "correlation_id"))
        {
            Assert.Equal(member.Value.GetRawText(), hosts.GetProperty(member.Name).GetRawText());
        }

        Assert.Equal(ours.EnumerateObject().Count(), hosts.EnumerateObject().Count());
    }

    [Theory]
    [InlineData(GateDecision.GoLiveDisabled, 403, "go_live_disabled")]
    [InlineData(GateDecision.KillSwitchEngaged, 403, "kill_switch_engaged")]
    [InlineData(GateDecision.StateStale, 503, "state_stale")]
    public async Task ExecutionDenied_IsTheProblemOfTheGate(GateDecision decision, int status, string code)
    {
        await using var api = await StartAsync(
            _ => throw new ExecutionDeniedException(ExecutionClass.ProdExec, decision));

        using var response = await api.PostAsync("/host", "{}");

        await TestApi.ProblemAsync(response, status, code);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.True(response.Headers.Contains("X-Correlation-Id"));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task StoreFailure_Is503WithItsCodeAndRetryAfter(StoreFailure failure, string code)
    {
        await using var api = await StartAsync(_ => throw new ValhallaStoreException(failure, "secret address"));

        using var response = await api.PostAsync("/host", "{}");

        var problem = await TestApi.ProblemAsync(response, 503, code);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task PolicyValidation_Is422AndNamesTheField()
    {
        await using var api = await StartAsync(_ => throw new PolicyValidationException("max_daily_loss", "Too high."));

        var problem = await TestApi.ProblemAsync(await api.PostAsync("/host", "{}"), 422, "invalid_policy");

        Assert.Equal("Too high.", problem.GetProperty("errors").GetProperty("max_daily_loss")[0].GetString());
    }

    [Fact]
    public async Task OtherExceptions_StayTheHosts()
    {
        await using var api = await StartAsync(_ => throw new InvalidOperationException("the host's own"));

        using var response = await api.PostAsync("/host", "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("valhalla", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
