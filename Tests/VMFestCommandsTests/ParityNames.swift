//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// All public names of the first vmfest, under the headings that the documentation has them under.
enum ParityNames {
    static let text = """
        # vmfest.manager
        supported-api-version check-vbox-api-version server user-home default-model-path default-node-path *locations*
        *location* *machine-models* :micro *images* get-machine-attribute get-ip set-extra-data get-extra-data
        get-extra-data-keys get-network-interfaces get-network-adapters get-usable-network-interfaces-from-vbox
        get-usable-network-interfaces-from-java find-usable-network-interface fs-dir image-meta-file? read-meta-file
        load-models update-models models model-info check-model mount-boot-image ensure-image-is-registered
        create-machine instance* new-image instance current-time-millis wait-for-machine-state
        wait-for-lockable-session-state state start stop pause resume power-down destroy nuke send-keyboard hard-disks
        machines managed-machines get-machine find-machine guest-os-types diagnostics as-map make-disk-immutable
        # vmfest.api, vmfest.fixtures, vmfest.utils
        vmfest.api *dir* *url* *username* *password* *server* *test-machine-name* initialize-test-dir
        get-new-test-machine delete-test-machine delete-file delete-file-recursively untar
        # Keys of arguments and results
        :unsupported-vbox-api-version :local :model-path :node-path :slot :os-name :ip-address :status :interface-type
        :medium-type :session-type :env :delete-disks :timeout :virtualbox :image-models :hw-models :machines :write
        # Hardware keys
        :network :attachment-type :bridged :nat :internal :host-only :vde :adapter-type :network(entry)
        :internal-network :host-interface :bridged-interface :host-only-interface :enabled :cable-connected
        :mac-address :line-speed :nat-driver :nat-rules :nat-forwards :protocol :host-ip :host-port :guest-ip
        :guest-port :name :storage :bus :ide :sata :scsi :sas :type :lsi-logic :bus-logic :piix3 :piix4 :ich6
        :intel-ahci :lsi-logic-sas :devices :device-type :hard-disk :dvd :floppy :location :create? :size :format
        :variants :attachment-type(device) :boot-mount-point :shared-folders get-medium controller-type-checkers
        check-controller-type add-storage-controller attach-device attach-devices simple-attach-devices
        configure-controller configure-storage attach-storage configure-machine-storage set-adapter-property
        configure-adapter-object configure-adapter configure-network attach-adapter attach-to-bridged attach-to-nat
        attach-to-internal attach-to-host-only add-nat-rules remove-nat-rules attach-share configure-shares
        configure-machine create-machine-disk
        # virtualbox.machine: getters
        :name :description :accessible? :acessible? :access-error :hardware-version :hardware-uuid :cpu-count
        :cpu-hot-plug-enabled? :memory-size :memory-ballon-size :memory-balloon-size :page-fusion-enabled? :vram-size
        :accelerate-3d-enabled? :accelerate-2d-video-enabled? :monitor-count :bios-settings :firmware-type
        :pointing-hid-type :keyboard-hid-type :hpet-enabled :snapshot-folder :vrde-server :medium-attachments
        :storage-controllers :usb-controller :audio-adapter :settings-file-path :settings-modified? :session-state
        :session-type :session-pid :state :last-state-change :state-file-path :logFolder :current-snapshot
        :snapshot-count :current-state-modified? :clipboard-mode :guest-property-notification-patterns
        :guest-property-notification-patters :teleporter-enabled? :teleporter-port :teleporter-address
        :teleporter-password :rtc-use-utc? :io-cache-enabled? :io-cache-size :io-apic-enabled? :acpi-enabled? :os-type
        :os-type-id
        # virtualbox.machine: functions
        get-attribute map-from-IMachine soak dry set-map save-settings set-network-adapter get-guest-property
        set-guest-property unregister delete get-storage-controller-by-name send-keyboard-entries will-it-run?
        # virtualbox.enums: values
        :powered-off :teleported :saved :aborted :running :paused :teleporting-paused-vm :stuck :starting :stopping
        :saving :restoring :teleporting :teleporting-in :live-snapshotting :deleting-snapshot-online
        :deleting-snapshot-paused :restoring-snapshot :deleting-snapshot :setting-up :first-online :last-online
        :first-transient :last-transient :disabled :host-to-guest :guest-to-host :bidirectional :none :ps2-mouse
        :usb-mouse :usb-tablet :combo-mouse :ps2-keyboard :usb-keyboard :combo-keyboard :bios :efi :efi-32 :efi-64
        :efi-dual :null :unlocked :locked :spawning :unlocking :write-lock :remote :shared :ide :sata :scsi :floppy
        :sas :lsi-logic :bus-logic :intel-ahci :piix3 :piix4 :ich6 :i82087 :lsi-logic-sas :dvd :hard-disk :network
        :usb :shared-folder :nat :bridged :internal :host-only :generic :udp :tcp :am79c970a :am79c973 :i82540em
        :i82543gc :i82545em :vitrio :ethernet :ppp :slip :unknown :up :down :immutable :normal :write-through
        :shareable :readonly :multi-attach :standard :fixed :vmdk-split-2g :vmdk-stream-optimized :vmdk-esx :diff
        :no-create-dir :read-only :read-write :unregister-only :detach-all-return-none
        :detach-all-return-hard-disks-only :full :hw-virt-ex :pae :long-mode :nested-paging
        # virtualbox.enums: functions
        machine-state-to-key machine-state-to-key-table key-to-machine-state clipboard-mode-to-key
        clipboard-mode-to-key-table key-to-clipboard-mode pointing-hid-type-to-key pointing-hid-type-to-key-table
        key-to-pointing-hid-type firmware-type-to-key firmware-type-to-key-table key-to-firmware-type
        keyboard-hid-type-to-key keyboard-hid-type-to-key-table key-to-keyboard-hid-type session-state-to-key
        session-state-to-key-table key-to-session-state session-type-to-key session-type-to-key-table
        key-to-session-type storage-bus-to-key storage-bus-to-key-table key-to-storage-bus
        storage-controller-type-to-key storage-controller-type-to-key-table key-to-storage-controller-type
        device-type-to-key device-type-to-key-table key-to-device-type network-attachment-type-to-key
        network-attachment-type-to-key-table key-to-network-attachment-type nat-protocol-type-to-key
        nat-protocol-type-to-key-table nat-protocol-type network-adapter-type-to-key network-adapter-type-to-key-table
        key-to-network-adapter-type host-network-interface-type-to-key host-network-interface-type-to-key-table
        key-to-host-network-interface-type host-network-interface-medium-type-to-key
        host-network-interface-medium-type-to-key-table key-to-host-network-interface-medium-type
        host-network-interface-status-to-key host-network-interface-status-to-key-table
        key-to-host-network-interface-status medium-type-type-to-key medium-type-type-to-key-table
        key-to-medium-type-type medium-variant-type-to-key medium-variant-type-to-key-table key-to-medium-variant
        access-mode-type-to-key access-mode-type-to-key-table key-to-access-mode cleanup-mode-type-to-key
        cleanup-mode-type-to-key-table key-to-cleanup-mode processor-feature-to-key processor-feature-to-key-table
        key-to-processor-feature find-key-by-value find-value-by-key
        # virtualbox.image
        download threaded-download gunzip threaded-gunzip threaded-unbox register register-model
        threaded-register-model setup-model prepare-job threaded-get-key make-immutable
        directory-and-file-name-from-url file-name-without-extensions make-temp-dir threaded-cleanup-temp-files
        *dry-run* threaded-get-metadata threaded-create-meta mutable? valid-model? create-medium create-base-storage
        :model-name :temp-dir :meta-file-name :model-file-name :model-path :meta-url :meta :uuid :os-type-id
        :os-family :os-version :os-64-bit :username :password :sudo-password :no-sudo :private-key-path :network-type
        :description :packager :hardware :storage :boot-mount-point :model-not-registered :model-not-immutable
        :image-not-created :invalid-image-format
        # The rest: model, session, virtualbox, host
        Server Location Machine GuestOsType HardDisk vbox-object as-map soak vbox-remote-object dry Session
        check-session check-session-types IMachine? IVirtualBox? ISession? VirtualBoxManager? IMedium? IConsole?
        Server? Machine? instance* instance create-session-manager create-vbox create-mgr-vbox cleanup-and-diconnect
        with-vbox lock-type-constant lock-machine unlock-machine with-session with-no-session find-vb-m open-medium
        find-medium register-machine create-machine api-version dhcp-info dhcp-infos find-dhcp-by-interface-name
        interface-info interface-infos processor-feature-data host-info :processor-count :processor-features
        :memory-size :memory-available-pct :operating-system :os-version :network-interfaces vbox-info :api-version
        :package-type :home-filder :settings-file-path :protocol :host :internal-networks create-dhcp-server
        configure-dhcp ensure-dhcp-with-defaults add-host-only-interface add-one-host-only-interface
        add-host-only-interface* remove-host-only-interface ip-vec-to-string ip-string-to-vec
        # virtualbox.medium
        map-from-IMedium :id :name :description :state :location :device-type :host-drive :size :format :medium-format
        :type :auto-reset :parent :base :children :logical-size :last-access-error :machine-ids
        # virtualbox.guest-os-type
        map-from-IGuestOSType :family-id :family-description :id :description :64-bit? :recommended-io-apic?
        :recommended-virt-ex? :recommended-ram :recommended-vram :recommended-hdd :adapter-type :recommended-pae?
        :recommended-dvd-storage-controller :recommended-dvd-storage-bus :recommended-hd-storage-controller
        :recommended-hd-storage-bus :recommended-firmware :recommended-usb-hid? :recommended-hpet?
        :recommended-usb-tablet? :recommended-rtc-use-utc?
        # virtualbox.system-properties
        system-properties supported-medium-formats defproperty properties defsetter setters fn-property-map
        fn-setter-map min-guest-ram max-guest-ram min-guest-vram max-guest-vram min-guest-cpu-count
        max-guest-cpu-count max-guest-monitors info-vd-size serial-port-count parallel-port-count max-boot-position
        default-machine-folder medium-formats default-hard-disk-format free-disk-space-warning free-disk-space-error
        free-disk-space-percent-warning free-disk-space-percent-error vrde-auth-library web-service-auth-library
        default-vrde-ext-pack log-history-count default-audio-driver default-machine-folder! default-hard-disk-format!
        free-disk-space-warning! free-disk-space-error! free-disk-space-percent-warning!
        free-disk-space-percent-error! vrde-auth-library! web-service-auth-library! default-vrde-ext-pack!
        log-history-count!
        # virtualbox.scan-codes
        keyp shift sc-char-map chars sc-non-char-map non-chars escaped process-escaped sc-map scan-codes :esc
        :backspace :tab :enter :l-ctrl :l-shift :r-shift :keypad-* :l-alt :caps-lock :f1 :f2 :f3 :f4 :f5 :f6 :f7 :f8
        :f9 :f10 :num-lock :scroll-lock :keypad-7-home :keypad-8-up :keypad-9-pg-up :keypad-- :keypad-4-left :keypad-5
        :keypad-6-right :keypad-+ :keypad-1-end :keypad-2-down :keypad-3-pg-down :keypad-0-ins :keypad-.-del
        :keypad-enter :r-ctrl :fake-l-shift :keypad-forward-slash :fake-r-shift :ctrl-prnscrn :r-alt :crl-break :home
        :up :pg-up :left :right :end :down :pg-down :insert :delete
        # virtualbox.conditions, virtualbox.version
        unsigned-int-to-long error-code-map VBOX_E_OBJECT_NOT_FOUND INVALID_VM_STATE VM_ERROR FILE_ERROR IPRT_ERROR
        PDM_ERROR INVALID_OBJECT_STATE HOST_ERROR NOT_SUPPORTED XML_ERROR INVALID_SESSION_STATE OBJECT_IN_USE
        E_ACCESSDENIED E_POINTER E_FAIL E_NOTIMPL E_OUTOFMEMORY E_INVALIDARG E_UNEXPECTED error-info fault as-map
        condition-from-exception wrap-exception wrap-vbox-exception message-map-to-condition-map
        with-vbox-exception-translation handle-vbox-runtime* handle-vbox-runtime re-log-and-raise* re-log-and-raise
        :connection-error :vbox-runtime :vbox-invalid-object :exception :path-not-found :machine-builder
        :unsupported-guest-os :scan-code-does-not-exist vbox-binding :xpcom :ws :error xpcom? evaluate-when
        # What the layer above added
        :micro :small :medium :large order-of-merging :local :nat(type) :bridged(type) :os-family :os-64-bit
        :os-version-matches :image-name-matches :image-id-matches :image-description-matches find-images has-image?
        os-families wait-for-all-addresses :destroy-on-ip-fail :destroy-on-bootstrap-fail parallel-or-serial-creation
        init-script /pallet/ip /pallet/group-name /pallet/image-meta reboot boot-if-down shutdown
        destroy-nodes-in-group install-image add-vmfest-image publish-image medium-formats hardware-report
        """

    /// The names by heading.
    static let bySection: [String: [String]] = {
        var names: [String: [String]] = [:]
        var section = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                section = String(line.dropFirst(2))
            } else {
                names[section, default: []] += line.split(separator: " ").map(String.init)
            }
        }
        return names
    }()
}
