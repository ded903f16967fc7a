using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Core.Tests.Storage;

/// <summary>Stands before every store of a container, and lets a test take any part of them away.</summary>
internal sealed class StoreSwitch
{
    private volatile Func<MethodInfo, bool> _isDown = static _ => false;

    /// <summary>Which methods fail from now on.</summary>
    public void Set(Func<MethodInfo, bool> isDown) => _isDown = isDown;

    /// <summary>Puts it before all stores that are registered.</summary>
    /// <returns>How many there are.</returns>
    public int Wrap(IServiceCollection services)
    {
        var stores = services.Where(static service => IsStore(service.ServiceType)).ToList();
        foreach (var store in stores)
        {
            services.Remove(store);
            services.AddSingleton(store.ServiceType, provider => Proxy(store.ServiceType, Make(store, provider)));
        }

        return stores.Count;
    }

    private static bool IsStore(Type type) =>
        type.IsInterface
        && type.Assembly == typeof(IGoLiveGate).Assembly
        && (type.Name.EndsWith("Store", StringComparison.Ordinal)
            || type.Name.StartsWith("IStore", StringComparison.Ordinal));

    private static object Make(ServiceDescriptor store, IServiceProvider provider) =>
        store.ImplementationInstance
        ?? store.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!);

    private object Proxy(Type type, object inner)
    {
        var proxy = (Forwarder)DispatchProxy.Create(type, typeof(Forwarder));
        (proxy.Inner, proxy.Switch) = (inner, this);
        return proxy;
    }

    internal class Forwarder : DispatchProxy
    {
        public object? Inner { get; set; }

        public StoreSwitch? Switch { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            // What answers at once answers from memory.
            if (targetMethod!.ReturnType.Name.StartsWith(nameof(ValueTask), StringComparison.Ordinal)
                && Switch!._isDown(targetMethod))
            {
                throw new ValhallaStoreException(StoreFailure.Unavailable, "The store is down.");
            }

            try
            {
                return targetMethod.Invoke(Inner, args);
            }
            catch (TargetInvocationException exception)
            {
                throw exception.InnerException!;
            }
        }
    }
}
