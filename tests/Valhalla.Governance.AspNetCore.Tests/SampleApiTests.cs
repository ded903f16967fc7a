using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Valhalla.Governance.AspNetCore.Tests;

public sealed class SampleApiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-sample-").FullName;

    [Fact]
    public async Task OpenApiDocument_FromSample_IsServed()
    {
        await using var factory = Create();
        using var client = factory.CreateClient();

        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        Assert.Contains("\"openapi\"", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("\"utf-7\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("iso-8859-99", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("utf-8", HttpStatusCode.Created)]
    [InlineData("\"UTF-8\"", HttpStatusCode.Created)]
    public async Task Body_InACharset_IsReadOrRefused(string charset, HttpStatusCode expected)
    {
        await using var factory = Create();
        using var client = factory.CreateClient();
        using var body = new ByteArrayContent("""{"address":"12 King St","askingPrice":250000}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using var response = await client.PostAsync(new Uri("/api/deals", UriKind.Relative), body);

        Assert.Equal(expected, response.StatusCode);
    }

    private WebApplicationFactory<Program> Create() => new WebApplicationFactory<Program>().WithWebHostBuilder(b => b
        .UseSetting("ENV", "development")
        .UseSetting("DATABASE_URL", "sqlite:///" + Path.Combine(_folder, "sample.db"))
        .UseSetting("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
