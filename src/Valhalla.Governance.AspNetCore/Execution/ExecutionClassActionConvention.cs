using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Gives actions the class that an interface of their controller declares, which MVC does not look at by itself.
/// </summary>
internal sealed class ExecutionClassActionConvention : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        var type = action.Controller.ControllerType.AsType();
        var ofMethod = DeclaredClass.OfMethod(action.ActionMethod, type);
        var isSaid = action.Attributes.Concat(action.Controller.Attributes)
            .Any(static attribute => attribute is ExecutionClassAttribute);
        if ((ofMethod ?? (isSaid ? null : DeclaredClass.OfType(type))) is not { } executionClass)
        {
            return;
        }

        foreach (var selector in action.Selectors)
        {
            selector.EndpointMetadata.Add(new ExecutionClassAttribute(executionClass));
        }
    }
}
