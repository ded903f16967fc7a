using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.AspNetCore.Tests.GoNoGo;

/// <summary>The board over HTTP, where the system's own signals are good and a test posts the others.</summary>
internal sealed class BoardApi : IAsyncDisposable
{
    public const string Base = "/api/governance/go-no-go/";

    private BoardApi(TestApi api, FakeTimeProvider time)
    {
        Api = api;
        Time = time;
    }

    public TestApi Api { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<BoardApi> StartAsync(
        Action<WebApplicationBuilder>? configure = null, Action<ValhallaBuilder>? valhalla = null)
    {
        var time = new FakeTimeProvider();
        var api = await TestApi.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                configure?.Invoke(builder);
            },
            valhalla: builder =>
            {
                builder.Services.RemoveAll<IEvidenceProvider>();
                builder.AddEvidenceProvider<SystemSignals>();
                valhalla?.Invoke(builder);
            });
        return new BoardApi(api, time);
    }

    public async Task PostAllGoodAsync()
    {
        var evidence = GoodEvidence.Values.Where(pair => !ReservedSignals.All.Contains(new SignalName(pair.Key)))
            .Select(pair => $$"""{"signal":"{{pair.Key}}","value":{{Json(pair.Value)}}}""");
        var answer = await Api.PostJsonAsync(
            Base + "evidence", $$"""{"evidence":[{{string.Join(',', evidence)}}],"actor":"monitoring"}""");
        Assert.True(answer.GetProperty("ok").GetBoolean());
    }

    public Task PostAsync(string signal, string value) =>
        Api.PostJsonAsync(Base + "evidence", $$"""{"signal":"{{signal}}","value":{{value}},"actor":"ci"}""");

    public Task<JsonElement> EvaluateAsync() => Api.PostJsonAsync(Base + "evaluate", """{"actor":"anna"}""");

    public Task<HttpResponseMessage> SignAsync(string hash, string role, string person) => Api.PostAsync(
        Base + "sign-off", $$"""{"hash":"{{hash}}","role":"{{role}}","actor":"{{person}}"}""");

    public async Task<string> SignedAsync()
    {
        await PostAllGoodAsync();
        var hash = (await EvaluateAsync()).GetProperty("hash").GetString()!;
        foreach (var role in new[] { "RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD" })
        {
            using var response = await SignAsync(hash, role, $"person of {role}");
            await TestApi.ReadAsync(response, System.Net.HttpStatusCode.OK);
        }

        return hash;
    }

    public Task<HttpResponseMessage> DecideAsync(string hash, string decision) => Api.PostAsync(
        Base + "decide",
        $$"""{"hash":"{{hash}}","decision":"{{decision}}","justification":"because","actor":"captain"}""");

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    private static string Json(EvidenceValue value) => value.Kind == EvidenceKind.Text
        ? string.Create(CultureInfo.InvariantCulture, $"\"{value.Text}\"")
        : value.Text;

    private sealed class SystemSignals(TimeProvider time) : IEvidenceProvider
    {
        public ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<Evidence>>(
                [.. GoodEvidence.At(time.GetUtcNow()).Values.Where(e => ReservedSignals.All.Contains(e.Signal))]);
    }
}
