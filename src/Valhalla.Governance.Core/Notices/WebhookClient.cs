using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Valhalla.Governance.Notices;

/// <summary>The one HTTP client of all webhooks: no redirects, no cookies, connections renewed now and then.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const int MaxDrainedBytes = 16 * 1024;
    private const int MaxHeaderKibibytes = 16;

    private readonly HttpClient _guarded = Create(ConnectGuardedAsync);

    // A pool of its own: a connection that one webhook may have must not serve another that may not.
    private readonly HttpClient _open = Create(connect: null);

    /// <summary>Sends and reads the head of the answer; its body is never read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowLinkLocal">Whether the name may lead to a link-local address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, bool allowLinkLocal, CancellationToken cancellationToken) =>
        (allowLinkLocal ? _open : _guarded).SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose()
    {
        _guarded.Dispose();
        _open.Dispose();
    }

    private static HttpClient Create(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        // IHttpClientFactory would need one more package; this does what it does here.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseDrainSize = MaxDrainedBytes,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
        var client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Valhalla.Governance", "1"));
        return client;
    }

    /// <summary>
    /// Connects to those addresses of the name that are allowed. Looked at here, after the name was resolved, so that
    /// no second answer of the name service comes in between.
    /// </summary>
    private static async ValueTask<Stream> ConnectGuardedAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, static address => !WebhookAddresses.IsLinkLocal(address));
        if (allowed.Length == 0)
        {
            throw new WebhookAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
