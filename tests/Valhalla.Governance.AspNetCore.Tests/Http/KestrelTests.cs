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
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>Requests that no HTTP client sends, over a real connection.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-kestrel-").FullName;
    private WebApplication _app = null!;
    private int _port;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();

        // The sample's settings lie beside the tests, and are not theirs.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ENV"] = "production",
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(_folder, "latch.json"),
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddValhallaCore().AddValhallaHttp();
        Signals.StandIn(builder.Services);
        _app = builder.Build();
        _app.MapValhalla();
        _app.MapFallback(() => "reached");
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        _port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Body_DeclaredAs1GB_Is413BeforeItIsSent() => Assert.StartsWith(
        "HTTP/1.1 413",
        await SendAsync(Head("POST", "/api/governance/risk/reserve", "Content-Length: 1073741824")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Body_InChunksOverTheLimit_Is413()
    {
        var chunk = "4000\r\n" + new string('a', 0x4000) + "\r\n";
        var request = Head("POST", "/api/governance/risk/reserve", "Transfer-Encoding: chunked")
            + string.Concat(Enumerable.Repeat(chunk, 5)) + "0\r\n\r\n";

        Assert.StartsWith("HTTP/1.1 413", await SendAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_InBrokenChunks_Is400() => Assert.StartsWith(
        "HTTP/1.1 400",
        await SendAsync(
            Head("POST", "/api/governance/risk/reserve", "Transfer-Encoding: chunked") + "zz\r\nabc\r\n0\r\n\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/governance/../deals")]
    [InlineData("/api/governance/%2e%2e/deals")]
    [InlineData("/api/governance/%2E%2E%2Fdeals")]
    [InlineData("/api/governance/./../deals")]
    [InlineData("/api/governance\\..\\deals")]
    [InlineData("//api/governance/state")]
    [InlineData("/health/../api/deals")]
    [InlineData("/health%2f..%2fapi/deals")]
    [InlineData("http://localhost/api/deals")]
    public async Task Path_ThatHidesWhereItGoes_IsNotExempt(string path)
    {
        var answer = await SendAsync(Head("GET", path));

        Assert.True(
            answer.StartsWith("HTTP/1.1 403", StringComparison.Ordinal)
            || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal),
            answer);
    }

    [Fact]
    public async Task Host_ThatIsAnotherName_Is403()
    {
        var answer = await SendAsync(
            "GET /api/governance/go-live/state HTTP/1.1\r\nHost: rebind.example\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OfADeniedPath_HasNoBody()
    {
        var answer = await SendAsync(Head("HEAD", "/api/deals"));

        Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Burst_Of200Callers_IsNotRefused()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{_port}") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.PostAsync(
            new Uri("/api/governance/risk/check-and-reserve", UriKind.Relative),
            TestApi.Body("""{"engine":"WHOLESALE","amount":1,"actor":"burst"}"""))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    private string Head(string verb, string path, string? header = null) =>
        $"{verb} {path} HTTP/1.1\r\nHost: localhost:{_port.ToString(CultureInfo.InvariantCulture)}\r\n"
        + "Content-Type: application/json\r\nConnection: close\r\n" + (header is null ? "" : header + "\r\n") + "\r\n";

    private async Task<string> SendAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, _port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
                if (request.Contains("1073741824", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // Kestrel may reset a connection whose body it did not read; the answer has come before.
        }

        return answer.ToString();
    }
}
