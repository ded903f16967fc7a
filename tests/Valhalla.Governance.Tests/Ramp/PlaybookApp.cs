using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Tests.Ramp;

/// <summary>
/// A governed host as `AddValhalla` and `MapValhalla` make it, on SQLite and a fake clock, with everything the playbook
/// asks for done over HTTP: nothing of the system's own signals is stood in for.
/// </summary>
internal sealed class PlaybookApp : IAsyncDisposable
{
    private const string Api = "/api/governance/";
    private static readonly string[] Roles = ["RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD"];
    private static readonly string[] Objectives =
        ["policy_heartbeat_freshness", "exporter_uptime", "validation_cadence"];

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _monitored = [];

    private PlaybookApp(WebApplication app, FakeTimeProvider clock, DirectoryInfo folder, NoticeBook notices)
    {
        Notices = notices;
        _app = app;
        Clock = clock;
        _folder = folder;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var (signal, value) in GoodEvidence.Values)
        {
            // The system observes the first kind itself, and the second kind from the counts.
            if (!ReservedSignals.All.Contains(new SignalName(signal))
                && !signal.StartsWith("slo.", StringComparison.Ordinal))
            {
                _monitored[signal] = value.Kind == EvidenceKind.Text ? $"\"{value.Text}\"" : value.Text;
            }
        }

        _monitored["cost_over_baseline_percent"] = "3";
    }

    public FakeTimeProvider Clock { get; }

    public NoticeBook Notices { get; }

    public IInfluenceRamp Ramp => _app.Services.GetRequiredService<IInfluenceRamp>();

    public string RecordFolder => Path.Combine(_folder.FullName, "artifacts", "audit");

    public static async Task<PlaybookApp> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-playbook-");
        var clock = new FakeTimeProvider();
        var notices = new NoticeBook();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = folder.FullName,
        });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ENV"] = "production",
            ["DATABASE_URL"] = $"sqlite:///{Path.Combine(folder.FullName, "valhalla.db")}",
            ["Valhalla:DataDirectory"] = folder.FullName,
            ["Valhalla:Build"] = "build-7",
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IGovernanceNotifier>(notices);
        builder.Services.AddValhalla();
        var app = builder.Build();
        app.MapValhalla();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        return new PlaybookApp(app, clock, folder, notices);
    }

    /// <summary>Go-live on, the kill switch tried, budgets counted, everything monitored.</summary>
    public async Task PrepareAsync()
    {
        await PostAsync("go-live/enable", """{"actor":"ann","reason":"pre-flight"}""");
        var drill = PostAsync("go-live/kill-switch/drill", """{"actor":"ann","reason":"pre-flight"}""");

        // The drill waits for the answers of nodes on the clock that stands still.
        await Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(20));
                return drill.IsCompleted;
            },
            "the drill has ended");
        var result = await drill;
        Assert.Equal("PASSED", result.GetProperty("drill").GetProperty("status").GetString());
        await MonitorAsync();
    }

    /// <summary>What monitoring sends all the time: the value of every signal, counts of every objective.</summary>
    public async Task MonitorAsync()
    {
        var evidence = _monitored.Select(pair => $$"""{"signal":"{{pair.Key}}","value":{{pair.Value}}}""");
        await PostAsync(
            "go-no-go/evidence", $$"""{"evidence":[{{string.Join(',', evidence)}}],"actor":"monitoring"}""");
        foreach (var objective in Objectives)
        {
            await PostAsync("error-budgets/counts", $$"""{"objective":"{{objective}}","good":100000,"bad":0}""");
        }
    }

    /// <summary>Monitoring sees another value from now on.</summary>
    public void See(string signal, string value) => _monitored[signal] = value;

    /// <summary>Time passes, while monitoring goes on every five minutes.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(5))
        {
            Clock.Advance(left < TimeSpan.FromMinutes(5) ? left : TimeSpan.FromMinutes(5));
            await FreshAsync();
            await MonitorAsync();
        }
    }

    /// <summary>Three people sign the evaluation, and one of them decides.</summary>
    public async Task<JsonElement> DecideGoAsync()
    {
        var evaluation = await PostAsync("go-no-go/evaluate", """{"actor":"ann"}""");
        Assert.True(evaluation.GetProperty("outcome").GetString() == "GO", evaluation.ToString());
        var hash = evaluation.GetProperty("hash").GetString();
        foreach (var role in Roles)
        {
            await PostAsync(
                "go-no-go/sign-off",
                $$"""{"hash":"{{hash}}","role":"{{role}}","actor":"person of {{role}}"}""");
        }

        return await PostAsync(
            "go-no-go/decide", $$"""{"hash":"{{hash}}","decision":"GO","justification":"All green","actor":"ann"}""");
    }

    /// <summary>The host records how units came out, in the ratio of the influence.</summary>
    public async Task ObserveAsync(int units)
    {
        foreach (var batch in Enumerable.Range(0, units).Chunk(500))
        {
            var observations = batch.Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"unit":"customer-{{i}}","decision":"{{Ramp.Decide($"customer-{i}").ToString().ToUpperInvariant()}}",
                "incumbent_outcome":"hold","candidate_outcome":"hold"}
                """));
            await PostAsync("ramp/observations", $$"""{"observations":[{{string.Join(',', observations)}}]}""");
        }
    }

    public async Task<decimal> InfluencePercentAsync() =>
        (await GetAsync("ramp/influence")).GetProperty("influence_percent").GetDecimal();

    public Task<JsonElement> GetAsync(string path) => SendAsync(_client.GetAsync(Relative(path)), HttpStatusCode.OK);

    public Task<JsonElement> PostAsync(string path, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        SendAsync(
            _client.PostAsync(Relative(path), new StringContent(json, null, "application/json")), status);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // A leap of the clock makes what the store confirmed old, until the monitor has read it again.
    private Task FreshAsync()
    {
        var gate = _app.Services.GetRequiredService<IGoLiveGate>();
        var evaluator = _app.Services.GetRequiredService<TripwireEvaluatorStatus>();
        var now = Clock.GetUtcNow();
        return Eventually.TrueAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromMilliseconds(200));
                return !gate.Current.IsStale && evaluator.LastRoundAt > now;
            },
            "control state is confirmed and tripwires are evaluated");
    }

    private static async Task<JsonElement> SendAsync(Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode == status, $"{response.RequestMessage?.RequestUri} {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static Uri Relative(string path) => new(Api + path, UriKind.Relative);
}
