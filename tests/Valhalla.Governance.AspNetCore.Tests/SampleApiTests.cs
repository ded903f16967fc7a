using Microsoft.AspNetCore.Mvc.Testing;

namespace Valhalla.Governance.AspNetCore.Tests;

public sealed class SampleApiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-sample-").FullName;

    [Fact]
    public async Task OpenApiDocument_FromSample_IsServed()
    {
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b => b
            .UseSetting("DATABASE_URL", "sqlite:///" + Path.Combine(_folder, "sample.db"))
            .UseSetting("Valhalla:GoLive:LatchFile", Path.Combine(_folder, "latch.json")));
        using var client = factory.CreateClient();

        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        Assert.Contains("\"openapi\"", document, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
