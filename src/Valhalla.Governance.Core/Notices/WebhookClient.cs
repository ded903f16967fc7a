using System.Net.Http.Headers;

namespace Valhalla.Governance.Notices;

/// <summary>The one HTTP client of all webhooks: no redirects, no cookies, connections renewed now and then.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MaxDrainedBytes = 16 * 1024;
    private const int MaxHeaderKibibytes = 16;

    private readonly HttpClient _client;

    public WebhookClient()
    {
        // IHttpClientFactory would need one more package; this does what it does here.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseDrainSize = MaxDrainedBytes,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Valhalla.Governance", "1"));
    }

    /// <summary>Sends and reads the head of the answer; its body is never read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose() => _client.Dispose();
}
