using Microsoft.AspNetCore.Mvc.Testing;

namespace Valhalla.Governance.AspNetCore.Tests;

public sealed class SampleApiTests(WebApplicationFactory<Program> factory)
    : IClassFixture<WebApplicationFactory<Program>>
{
    [Fact]
    public async Task OpenApiDocument_FromSample_IsServed()
    {
        using var client = factory.CreateClient();

        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        Assert.Contains("\"openapi\"", document, StringComparison.Ordinal);
    }
}
