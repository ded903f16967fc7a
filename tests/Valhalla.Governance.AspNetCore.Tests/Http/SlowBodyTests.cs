using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>Bodies that do not arrive, over real connections.</summary>
public sealed class SlowBodyTests : IAsyncLifetime
{
    private const string Gate = "/api/governance/go-live/";
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-slow-").FullName;
    private readonly List<TcpClient> _connections = [];
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private int _port;

    public async Task InitializeAsync() => await StartAsync("00:05:00");

    public async Task DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Kill_While64BodiesOfItsOwnDoNotArrive_IsCarriedOut()
    {
        await OpenAsync(64, Gate + "kill-switch/engage");

        using var answer = await PostAsync(Gate + "kill-switch/engage", """{"reason":"fire"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Everything_While256BodiesOfReserveDoNotArrive_IsCarriedOut()
    {
        await OpenAsync(256, "/api/governance/risk/reserve");

        foreach (var (path, body) in new[]
        {
            ("kill-switch/engage", "{}"), ("kill-switch/release", """{"reason":"over"}"""), ("disable", "{}"),
            ("enable", """{"override":true,"reason":"test"}"""),
        })
        {
            using var answer = await PostAsync(Gate + path, body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Content-Length: 1000")]
    [InlineData("Content-Length: 1073741824")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Kill_WhoseBodyNeverEnds_IsCarriedOutWithItsBeginning(string length)
    {
        const string Beginning = """{"actor":"ann","reason":"fire",""";
        var text = length.StartsWith("Transfer", StringComparison.Ordinal)
            ? $"{Beginning.Length:x}\r\n{Beginning}\r\n"
            : Beginning;

        var answer = await AnswerAsync(Head(Gate + "kill-switch/engage", length) + text);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"fire\"", answer, StringComparison.Ordinal);
        Assert.Contains("The body did not arrive in time", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_InBrokenChunks_IsCarriedOut() => Assert.StartsWith(
        "HTTP/1.1 200",
        await AnswerAsync(Head(Gate + "kill-switch/engage", "Transfer-Encoding: chunked") + "zz\r\nabc\r\n0\r\n\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Kill_WhoseBodyCannotBeDecompressed_IsCarriedOut(string encoding)
    {
        await using var api = await TestApi.StartAsync(
            static builder => builder.Services.AddRequestDecompression(),
            static app =>
            {
                app.UseRequestDecompression();
                app.MapValhalla();
            },
            governed: "production");
        using var body = TestApi.Body("""{"reason":"fire"}""");
        body.Headers.ContentEncoding.Add(encoding);

        using var answer = await api.Client.PostAsync(new Uri(Gate + "kill-switch/engage", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            GateDecision.KillSwitchEngaged,
            api.App.Services.GetRequiredService<IGoLiveGate>().Check(ExecutionClass.SandboxExec));
    }

    [Fact]
    public async Task Kill_WhoseCallerGoesAwayInTheBody_IsCarriedOut()
    {
        var connection = await OpenAsync(Head(Gate + "kill-switch/engage", "Content-Length: 1000") + "{\"reason\"");
        connection.Dispose();

        await Valhalla.Governance.Testing.Eventually.TrueAsync(
            () => _app.Services.GetRequiredService<IGoLiveGate>().Check(ExecutionClass.SandboxExec)
                == GateDecision.KillSwitchEngaged,
            "the kill switch is engaged");
    }

    [Theory]
    [InlineData("/api/governance/risk/reserve")]
    [InlineData("/api/governance/regression/evaluate")]
    public async Task Body_ThatDoesNotArriveInTime_Is408(string path)
    {
        await _app.DisposeAsync();
        await StartAsync("00:00:00.1");

        var answer = await AnswerAsync(Head(path, "Content-Length: 1000") + "{");

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("request_timeout", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00.05")]
    [InlineData("00:05:01")]
    public async Task Start_WithBodyTimeoutOutOfRange_FailsWithItsId(string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApi.StartAsync(
            b => b.Configuration["Valhalla:Http:BodyTimeout"] = value));

        Assert.StartsWith("VG0804: ", error.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(string bodyTimeout)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ENV"] = "production",
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(_folder, "latch.json"),
            ["Valhalla:Http:BodyTimeout"] = bodyTimeout,
            // Those who wait hold a permit each, if they hold one.
            ["Valhalla:Http:MaxQueuedRequests"] = "0",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrelCore();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MinRequestBodyDataRate = null);
        builder.Services.AddValhallaCore().AddValhallaHttp();
        Signals.StandIn(builder.Services);
        _app = builder.Build();
        _app.MapValhalla();
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        _port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        _client = new HttpClient { BaseAddress = new Uri($"http://localhost:{_port}") };
    }

    /// <summary>Opens connections that have sent the head of a request and the first byte of its body.</summary>
    private async Task OpenAsync(int count, string path)
    {
        for (var i = 0; i < count; i++)
        {
            await OpenAsync(Head(path, "Content-Length: 1000") + "{");
        }

        // A last one that is answered tells that the server has read the others.
        using var answer = await _client.GetAsync(new Uri("/health", UriKind.Relative));
    }

    private async Task<TcpClient> OpenAsync(string request)
    {
        var connection = new TcpClient();
        _connections.Add(connection);
        await connection.ConnectAsync(IPAddress.Loopback, _port);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return connection;
    }

    /// <summary>The answer to a request that is never finished.</summary>
    private async Task<string> AnswerAsync(string request)
    {
        var stream = (await OpenAsync(request)).GetStream();
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(answer.ToString()) && await stream.ReadAsync(buffer) is > 0 and var read)
        {
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    private static bool IsWhole(string answer) =>
        answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var end && answer.IndexOf('}', end) > 0;

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _client.PostAsync(new Uri(path, UriKind.Relative), TestApi.Body(body));

    private string Head(string path, string length) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost:{_port.ToString(CultureInfo.InvariantCulture)}\r\n"
        + $"Content-Type: application/json\r\n{length}\r\n\r\n";
}
